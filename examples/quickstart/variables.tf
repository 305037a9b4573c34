variable "domain" {
  description = "Name of the domain."
  type        = string
  default     = "quickstart"
}

variable "reader_accounts" {
  description = "Accounts that may read packages."
  type        = list(string)
  default     = ["111122223333"]
}
