terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5"
      configuration_aliases = [aws.repl]
    }
  }
}

variable "name" {
  type = string
}

module "inner" {
  source = "../inner"
  providers = {
    aws = aws.repl
  }
}

resource "aws_s3_bucket" "b" {
  bucket = var.name
}
