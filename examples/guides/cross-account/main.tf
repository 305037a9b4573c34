terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

# The account that owns the domain: the account of the default credentials.
provider "codeartifact" {
  region = "eu-west-1"
}

# The account of a team, through a role that these credentials can assume.
provider "codeartifact" {
  alias  = "team"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::${var.team_account}:role/deploy"
  }
}

variable "team_account" {
  description = "Account of the team."
  type        = string
  default     = "111122223333"
}
