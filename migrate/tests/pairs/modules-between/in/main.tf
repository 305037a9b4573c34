terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  alias  = "packages"
  region = "eu-west-1"
}

module "between" {
  source = "./between"

  providers = {
    aws = aws.packages # of the packages
  }
}
