output "pattern" {
  value = provider::codeartifact::arn_parse(
    "arn:aws:codeartifact:eu-west-1:111122223333:package-group/main/npm/my-scope/%2a"
  ).pattern
}
