terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "domain" {
  type = string
}

resource "aws_s3_bucket" "main" {
  bucket = var.domain
}
