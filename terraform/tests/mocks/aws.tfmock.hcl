# What the provider would know of an account. Its own checks run on these values too, so each is of the real form.

mock_data "aws_availability_zones" {
  defaults = {
    names = ["us-east-1b", "us-east-1c", "us-east-1a"]
  }
}

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "123456789012"
  }
}

mock_data "aws_partition" {
  defaults = {
    partition = "aws"
  }
}

# Rendered policies are asserted on in tests/integration; here their statements are.
mock_data "aws_iam_policy_document" {
  defaults = {
    json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
  }
}

mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::123456789012:role/mock"
  }
}

mock_resource "aws_s3_bucket" {
  defaults = {
    id  = "mock-bucket"
    arn = "arn:aws:s3:::mock-bucket"
  }
}

mock_resource "aws_sqs_queue" {
  defaults = {
    arn  = "arn:aws:sqs:us-east-1:123456789012:mock-dead-letters"
    url  = "https://sqs.us-east-1.amazonaws.com/123456789012/mock-dead-letters"
    name = "mock-dead-letters"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/mock"
  }
}

mock_resource "aws_lambda_alias" {
  defaults = {
    arn = "arn:aws:lambda:us-east-1:123456789012:function:codereview-orchestrator:live"
  }
}

mock_resource "aws_s3files_file_system" {
  defaults = {
    id  = "fs-0123456789abcdef0"
    arn = "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0"
  }
}

mock_resource "aws_s3files_access_point" {
  defaults = {
    arn = "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0/access-point/fsap-0123456789abcdef0"
  }
}
