terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    codeartifact = {
      source = "seed-codeartifact/codeartifact"
    }
  }
}

provider "aws" {
  alias  = "mirror"
  region = "eu-west-1"
}

module "line" {
  source = "./line"
  providers = {
    aws.mirror          = aws.mirror
    codeartifact.mirror = codeartifact.mirror
    aws.unused          = aws.mirror
  }
}

module "lines" {
  source = "./lines"
  providers = {
    aws.mirror          = aws.mirror
    codeartifact.mirror = codeartifact.mirror
  }
}

module "list" {
  source = "./list"
  providers = {
    aws.mirror          = aws.mirror
    codeartifact.mirror = codeartifact.mirror
    aws.other           = aws.mirror
    codeartifact.other  = codeartifact.mirror
  }
}

provider "codeartifact" {
  alias  = "mirror"
  region = "eu-west-1"
}
