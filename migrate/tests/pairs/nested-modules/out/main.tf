provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "a"
  region = "eu-west-2"
}

provider "aws" {
  alias  = "b"
  region = "eu-west-3"
}

provider "codeartifact" {
  alias  = "b"
  region = "eu-west-3"
}

module "repo" {
  source = "./modules/repo"

  providers = {
    aws               = aws.a
    aws.repl          = aws.b
    codeartifact.repl = codeartifact.b
  }

  name = "x"
}

module "plain" {
  for_each  = toset(["x"])
  source    = "./modules/inner"
  providers = { aws = aws.b, codeartifact = codeartifact.b }
}
