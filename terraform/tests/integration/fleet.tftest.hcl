# A whole fleet, built, changed and taken away again through an AWS interface:
#
#   terraform test -test-directory=tests/integration -var region=eu-central-1
#
# builds it in the account that the environment names, some 20 minutes and some cents, and destroys it at the end. Values in a plan
# after the first run are what AWS answered: each policy is asserted as it was read back.

variables {
  name          = "codereview-test"
  artifacts_dir = "./tests/zips/first"
  force_destroy = true
  agents = {
    security = { model = "bedrock:us.anthropic.claude-sonnet-5-5" }
    style    = {}
  }
}

run "a_fleet_is_built" {
  assert {
    condition     = output.orchestrator_function == "codereview-test-orchestrator:live" && jsonencode(output.agent_functions) == jsonencode({ security = "codereview-test-agent-security:live", style = "codereview-test-agent-style:live" })
    error_message = "The outputs name the functions."
  }

  assert {
    condition     = output.bucket == aws_s3_bucket.workspace.id && output.reviews_prefix == "workspace/reviews/" && output.dead_letters_queue == aws_sqs_queue.dead_letters.url
    error_message = "The outputs name what users look at."
  }

  assert {
    condition     = output.commands.check == "aws lambda invoke --region ${var.region} --function-name codereview-test-orchestrator:live --cli-binary-format raw-in-base64-out --cli-read-timeout 0 --payload '{\"command\":\"check\"}' /dev/stdout" && output.commands.list_snapshots == "aws s3 ls --region ${var.region} s3://${aws_s3_bucket.workspace.id}/workspace/reviews/REVIEW_ID/snapshots/"
    error_message = "The outputs hold whole lines to run."
  }
}

# A function that were to change would have an unknown version, and each of these conditions would be an error.
run "a_second_plan_changes_nothing_and_policies_are_as_written" {
  command = plan

  assert {
    condition     = aws_lambda_function.orchestrator.version == "1" && alltrue([for agent in aws_lambda_function.agent : agent.version == "1"]) && aws_lambda_alias.orchestrator.function_version == "1"
    error_message = "Versions are those of the first run."
  }

  assert {
    condition     = aws_lambda_function.orchestrator.file_system_config[0].arn == aws_s3files_access_point.workspace["orchestrator"].arn && alltrue([for agent in aws_lambda_function.agent : agent.file_system_config[0].arn == aws_s3files_access_point.workspace["agents"].arn])
    error_message = "Functions are mounted through their access points."
  }

  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.orchestrator.policy).Statement : s.Sid => jsonencode([s.Effect, s.Action, s.Resource, try(s.Condition, null)]) } == {
      WriteOwnLog      = jsonencode(["Allow", ["logs:PutLogEvents", "logs:CreateLogStream"], "${aws_cloudwatch_log_group.function["orchestrator"].arn}:*", null])
      JoinTheVpc       = jsonencode(["Allow", ["ec2:UnassignPrivateIpAddresses", "ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface", "ec2:CreateNetworkInterface", "ec2:AssignPrivateIpAddresses"], "*", null])
      CodeJoinsNothing = jsonencode(["Deny", ["ec2:UnassignPrivateIpAddresses", "ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface", "ec2:CreateNetworkInterface", "ec2:AssignPrivateIpAddresses"], "*", { ArnLike = { "lambda:SourceFunctionArn" = aws_lambda_function.orchestrator.arn } }])
      MountAsItself    = jsonencode(["Allow", ["s3files:ClientWrite", "s3files:ClientMount"], aws_s3files_file_system.workspace.arn, { StringEquals = { "s3files:AccessPointArn" = aws_s3files_access_point.workspace["orchestrator"].arn } }])
      InvokeAgents     = jsonencode(["Allow", "lambda:InvokeFunction", [aws_lambda_alias.agent["style"].arn, aws_lambda_alias.agent["security"].arn], null])
      GoOnByItself     = jsonencode(["Allow", "lambda:InvokeFunction", [aws_lambda_alias.orchestrator.arn, aws_lambda_function.orchestrator.arn], null])
      LeaveDeadLetters = jsonencode(["Allow", "sqs:SendMessage", aws_sqs_queue.dead_letters.arn, null])
    }
    error_message = "The orchestrator's policy is another than was written."
  }

  assert {
    condition = { for kind, policy in aws_iam_role_policy.agent : kind => { for s in jsondecode(policy.policy).Statement : s.Sid => jsonencode([s.Effect, s.Action, s.Resource, try(s.Condition, null)]) } } == {
      for kind, own in {
        style = {}
        security = {
          AskItsProfile       = jsonencode(["Allow", "bedrock:InvokeModel", "arn:${local.partition}:bedrock:${var.region}:${local.account}:inference-profile/us.anthropic.claude-sonnet-5-5", null])
          AskTheModelBehindIt = jsonencode(["Allow", "bedrock:InvokeModel", "arn:${local.partition}:bedrock:*::foundation-model/anthropic.claude-sonnet-5-5", { StringEquals = { "bedrock:InferenceProfileArn" = "arn:${local.partition}:bedrock:${var.region}:${local.account}:inference-profile/us.anthropic.claude-sonnet-5-5" } }])
        }
        } : kind => merge(own, {
          WriteOwnLog      = jsonencode(["Allow", ["logs:PutLogEvents", "logs:CreateLogStream"], "${aws_cloudwatch_log_group.function["agent-${kind}"].arn}:*", null])
          JoinTheVpc       = jsonencode(["Allow", ["ec2:UnassignPrivateIpAddresses", "ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface", "ec2:CreateNetworkInterface", "ec2:AssignPrivateIpAddresses"], "*", null])
          CodeJoinsNothing = jsonencode(["Deny", ["ec2:UnassignPrivateIpAddresses", "ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface", "ec2:CreateNetworkInterface", "ec2:AssignPrivateIpAddresses"], "*", { ArnLike = { "lambda:SourceFunctionArn" = aws_lambda_function.agent[kind].arn } }])
          MountAsItself    = jsonencode(["Allow", ["s3files:ClientWrite", "s3files:ClientMount"], aws_s3files_file_system.workspace.arn, { StringEquals = { "s3files:AccessPointArn" = aws_s3files_access_point.workspace["agents"].arn } }])
          DeliverOutcome   = jsonencode(["Allow", "lambda:InvokeFunction", aws_lambda_alias.orchestrator.arn, null])
      })
    }
    error_message = "An agent's policy is another than was written."
  }

  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.sync.policy).Statement : s.Sid => jsonencode([s.Effect, s.Action, s.Resource, try(s.Condition, null)]) } == {
      Bucket             = jsonencode(["Allow", ["s3:ListBucketVersions", "s3:ListBucket"], aws_s3_bucket.workspace.arn, { StringEquals = { "aws:ResourceAccount" = local.account } }])
      Objects            = jsonencode(["Allow", ["s3:PutObject*", "s3:List*", "s3:GetObject*", "s3:DeleteObject*", "s3:AbortMultipartUpload"], "${aws_s3_bucket.workspace.arn}/*", { StringEquals = { "aws:ResourceAccount" = local.account } }])
      ManageItsEventRule = jsonencode(["Allow", ["events:RemoveTargets", "events:PutTargets", "events:PutRule", "events:EnableRule", "events:DisableRule", "events:DeleteRule"], "arn:${local.partition}:events:*:*:rule/DO-NOT-DELETE-S3-Files*", { StringEquals = { "events:ManagedBy" = "elasticfilesystem.amazonaws.com" } }])
      ReadEventRules     = jsonencode(["Allow", ["events:ListTargetsByRule", "events:ListRules", "events:ListRuleNamesByTarget", "events:DescribeRule"], "arn:${local.partition}:events:*:*:rule/*", null])
    }
    error_message = "The sync role's policy is another than was written."
  }

  assert {
    condition = jsonencode(jsondecode(aws_iam_role.sync.assume_role_policy).Statement) == jsonencode([{
      Sid       = "S3FilesOfThisAccount", Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "elasticfilesystem.amazonaws.com" },
      Condition = { StringEquals = { "aws:SourceAccount" = local.account }, ArnLike = { "aws:SourceArn" = "arn:${local.partition}:s3files:${var.region}:${local.account}:file-system/*" } }
    }])
    error_message = "Somebody else than S3 Files may take the sync role."
  }

  assert {
    condition     = jsonencode(jsondecode(aws_iam_role_policy.sweep.policy).Statement) == jsonencode([{ Sid = "InvokeOrchestrator", Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_alias.orchestrator.arn }]) && jsonencode(jsondecode(aws_iam_role.sweep.assume_role_policy).Statement) == jsonencode([{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = local.account } } }])
    error_message = "The sweep may do something else than invoke the orchestrator."
  }

  assert {
    condition = jsonencode(jsondecode(aws_s3_bucket_policy.workspace.policy).Statement) == jsonencode([{
      Sid       = "TlsOnly", Effect = "Deny", Action = "s3:*", Principal = "*", Resource = ["${aws_s3_bucket.workspace.arn}/*", aws_s3_bucket.workspace.arn],
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }])
    error_message = "The bucket's policy is another than was written."
  }

  assert {
    condition     = aws_lambda_function_recursion_config.orchestrator.recursive_loop == "Allow" && alltrue([for config in aws_lambda_function_recursion_config.agent : config.recursive_loop == "Allow"])
    error_message = "Lambda would stop the cycle."
  }
}

run "a_new_zip_changes_its_function_and_egress_changes_the_network_only" {
  variables {
    artifacts_dir = "./tests/zips/second"
    egress        = "endpoints"
  }

  assert {
    condition     = aws_lambda_function.orchestrator.version == "2" && aws_lambda_alias.orchestrator.function_version == "2" && aws_lambda_function.orchestrator.code_sha256 == filebase64sha256("./tests/zips/second/orchestrator.zip")
    error_message = "The orchestrator runs the new code, as its second version."
  }

  assert {
    condition     = alltrue([for agent in aws_lambda_function.agent : agent.code_sha256 == filebase64sha256("./tests/zips/first/agent.zip")])
    error_message = "The agents' zip is the same, and they run what they ran."
  }

  assert {
    condition     = length(aws_nat_gateway.fleet) == 0 && jsonencode(keys(aws_vpc_endpoint.api)) == jsonencode(["bedrock-runtime", "lambda"])
    error_message = "The NAT gateway is gone, and Lambda has an endpoint."
  }

  assert {
    condition     = aws_s3files_file_system.workspace.id == run.a_fleet_is_built.file_system_id && aws_s3_bucket.workspace.id == run.a_fleet_is_built.bucket
    error_message = "Reviews stay where they are."
  }
}
