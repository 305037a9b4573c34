provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "setup"
  region = "us-east-1"
}

provider "codeartifact" {
  alias  = "setup"
  region = "us-east-1"
}

run "setup" {
  module {
    source = "./setup"
  }

  providers = {
    aws                  = aws
    aws.domains          = aws.setup
    codeartifact.domains = codeartifact.setup
  }

  assert {
    condition     = data.codeartifact_domain.main.repository_count == 0
    error_message = "There are repositories in ${codeartifact_domain.main.arn}."
  }
}

run "main" {
  variables {
    domain = run.setup.domain
  }

  assert {
    condition     = aws_s3_bucket.main.bucket == run.setup.domain
    error_message = "The bucket has another name."
  }
}
