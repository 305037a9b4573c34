terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5"
      configuration_aliases = [aws.repl]
    }
    codeartifact = {
      source                = "seed-codeartifact/codeartifact"
      version               = "~> 0.1"
      configuration_aliases = [codeartifact.repl]
    }
  }
}

variable "name" {
  type = string
}

module "inner" {
  source = "../inner"
  providers = {
    aws          = aws.repl
    codeartifact = codeartifact.repl
  }
}

resource "aws_s3_bucket" "b" {
  bucket = var.name
}
