# By ARN, which names the Region and the owner too:
terraform import codeartifact_package_origin_configuration.tool arn:aws:codeartifact:eu-west-1:111122223333:package/main/npm/npm/company/tool

# By name, in the Region of the provider or in another one. The namespace is empty where there is none.
terraform import codeartifact_package_origin_configuration.tool main/npm/npm/company/tool
terraform import codeartifact_package_origin_configuration.tool main/npm/npm/company/tool@eu-west-1
