locals {
  # Each repository searches these upstream repositories, in this order.
  upstreams = {
    release = []
    staging = ["release"]
    develop = ["staging", "release"]
  }
}

resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "stage" {
  for_each = local.upstreams

  domain     = codeartifact_domain.main.domain
  repository = each.key

  lifecycle {
    ignore_changes = [upstreams]
  }
}

resource "codeartifact_repository_upstreams" "stage" {
  for_each = { for name, upstreams in local.upstreams : name => upstreams if length(upstreams) > 0 }

  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.stage[each.key].repository
  upstreams  = [for name in each.value : codeartifact_repository.stage[name].repository]
}
