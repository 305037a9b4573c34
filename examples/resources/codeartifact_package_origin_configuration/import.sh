# By ARN, which includes the Region and the owner:
terraform import codeartifact_package_origin_configuration.tool arn:aws:codeartifact:eu-west-1:111122223333:package/main/npm/npm/company/tool

# By name, in the Region of the provider or in another Region. The namespace is empty if there is none.
terraform import codeartifact_package_origin_configuration.tool main/npm/npm/company/tool
terraform import codeartifact_package_origin_configuration.tool main/npm/npm/company/tool@eu-west-1
