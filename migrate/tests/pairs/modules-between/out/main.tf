terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

provider "aws" {
  alias  = "packages"
  region = "eu-west-1"
}

provider "codeartifact" {
  alias  = "packages"
  region = "eu-west-1"
}

module "between" {
  source = "./between"

  providers = {
    aws          = aws.packages # of the packages
    codeartifact = codeartifact.packages
  }
}
