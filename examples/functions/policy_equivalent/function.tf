output "same" {
  value = provider::codeartifact::policy_equivalent(
    jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { AWS = "111122223333" }
        Action    = "codeartifact:ReadFromRepository"
        Resource  = "*"
      }]
    }),
    jsonencode({
      Version = "2012-10-17"
      Statement = {
        Effect    = "Allow"
        Principal = { AWS = ["arn:aws:iam::111122223333:root"] }
        Action    = ["codeartifact:ReadFromRepository"]
        Resource  = ["*"]
      }
    })
  )
}
