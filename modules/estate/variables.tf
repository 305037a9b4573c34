variable "domain" {
  description = "Name of the domain."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,48}[a-z0-9]$", var.domain))
    error_message = "domain must be 2 to 50 lowercase letters, digits, or hyphens, start with a letter, and not end with a hyphen."
  }
}

variable "encryption_key" {
  description = "ARN of the KMS key for the domain. Defaults to the key that AWS manages."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for the domain and all repositories."
  type        = map(string)
  default     = {}
}

variable "deletion_protection" {
  description = "Whether to refuse to delete repositories that contain packages, and the domain while it contains repositories."
  type        = bool
  default     = true
}

variable "mirrors" {
  description = "External connections by the name of the repository that has the connection: `{ npm-store = \"public:npmjs\" }`."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for connection in values(var.mirrors) : startswith(connection, "public:")])
    error_message = "mirrors must have external connections as values, such as \"public:npmjs\"."
  }

  validation {
    condition     = length(distinct(values(var.mirrors))) == length(var.mirrors)
    error_message = "mirrors must have one repository per external connection."
  }
}

variable "shared" {
  description = "Shared repositories by name. `upstreams` are names of mirrors, in search order. Defaults to all mirrors."
  type = map(object({
    description = optional(string)
    upstreams   = optional(list(string))
  }))
  default = {}

  validation {
    condition     = length(setintersection(keys(var.shared), keys(var.mirrors))) == 0
    error_message = "shared must not have the name of a mirror."
  }

  validation {
    condition = alltrue(flatten([
      for repository in values(var.shared) : [for name in coalesce(repository.upstreams, []) : contains(keys(var.mirrors), name)]
    ]))
    error_message = "shared must have names of mirrors as upstreams."
  }
}

variable "teams" {
  description = "Team repositories by name. `upstreams` are names of shared repositories and mirrors, in search order. Defaults to all shared repositories."
  type = map(object({
    description = optional(string)
    upstreams   = optional(list(string))
  }))
  default = {}

  validation {
    condition     = length(setintersection(keys(var.teams), concat(keys(var.shared), keys(var.mirrors)))) == 0
    error_message = "teams must not have the name of a mirror or of a shared repository."
  }

  validation {
    condition = alltrue(flatten([
      for repository in values(var.teams) : [
        for name in coalesce(repository.upstreams, []) : contains(concat(keys(var.shared), keys(var.mirrors)), name)
      ]
    ]))
    error_message = "teams must have names of shared repositories or mirrors as upstreams."
  }
}

variable "internal" {
  description = "Package group patterns of internal packages, with the repositories to which they are published: `{ \"/npm/acme/*\" = [\"libraries\"] }`. Their versions are never ingested from a public repository."
  type        = map(list(string))
  default     = {}

  validation {
    condition     = alltrue([for pattern in keys(var.internal) : startswith(pattern, "/") && pattern != "/*"])
    error_message = "internal must have package group patterns as keys, such as \"/npm/acme/*\"."
  }

  validation {
    condition = alltrue(flatten([
      for repositories in values(var.internal) : [
        for name in repositories : contains(concat(keys(var.shared), keys(var.teams)), name)
      ]
    ]))
    error_message = "internal must have names of shared or team repositories as values."
  }
}

variable "grants" {
  description = "Permissions by name: `access` is `read` or `publish`, `principals` are account IDs or ARNs, and `repositories` defaults to all shared and team repositories."
  type = map(object({
    access       = string
    principals   = list(string)
    repositories = optional(list(string))
  }))
  default = {}

  validation {
    condition     = alltrue([for grant in values(var.grants) : contains(["read", "publish"], grant.access)])
    error_message = "grants must have read or publish as access."
  }

  validation {
    condition     = alltrue([for name in keys(var.grants) : can(regex("^[A-Za-z0-9]+$", name))])
    error_message = "grants must have keys of letters and digits, which become the Sid of a statement."
  }

  validation {
    condition     = alltrue([for grant in values(var.grants) : length(grant.principals) > 0])
    error_message = "grants must have at least one principal."
  }

  validation {
    condition = alltrue(flatten([
      for grant in values(var.grants) : [
        for name in coalesce(grant.repositories, []) : contains(concat(keys(var.shared), keys(var.teams)), name)
      ]
    ]))
    error_message = "grants must have names of shared or team repositories as repositories."
  }
}

variable "graph" {
  description = "Whether to output a diagram of the domain. Each plan then reads all repositories in the domain."
  type        = bool
  default     = true
}
