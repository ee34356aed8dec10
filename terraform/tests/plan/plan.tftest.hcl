# A plan for tests/Terraform.Tests, which gives what it sets to the code that reads it:
#
#   terraform test -test-directory=tests/plan -json -verbose

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  region               = "us-east-1"
  artifacts_dir        = "./tests/zips/first"
  git_token_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:git-AbCdEf"
  git_origins          = ["https://git.corp.example:8443"]
  agents = {
    security = { model = "bedrock:us.anthropic.claude-sonnet-5-5", timeout_seconds = 300 }
    style    = {}
  }
}

run "the_plan" {
  command = plan
}
