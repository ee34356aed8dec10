mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region        = "us-east-1"
  artifacts_dir = "./tests/zips/first"
}

run "functions_run_the_packaged_code_on_the_mount_in_the_private_subnets" {
  assert {
    condition     = alltrue([for f in concat([aws_lambda_function.orchestrator], values(aws_lambda_function.agent)) : f.runtime == "provided.al2023" && f.handler == "bootstrap" && jsonencode(f.architectures) == jsonencode(["x86_64"]) && f.publish && f.memory_size == 1769 && f.timeout == 900 && f.reserved_concurrent_executions == -1])
    error_message = "Runtime, handler, processor, size and time are the defaults, and each change becomes a version."
  }

  assert {
    condition     = alltrue([for f in concat([aws_lambda_function.orchestrator], values(aws_lambda_function.agent)) : f.file_system_config[0].local_mount_path == "/mnt/workspace" && f.environment[0].variables.CODEREVIEW_WORKSPACE == "/mnt/workspace"])
    error_message = "A function is told where its mount is."
  }

  assert {
    condition     = aws_lambda_function.orchestrator.source_code_hash == filebase64sha256("./tests/zips/first/orchestrator.zip") && aws_lambda_function.orchestrator.filename == "./tests/zips/first/orchestrator.zip" && alltrue([for agent in aws_lambda_function.agent : agent.source_code_hash == filebase64sha256("./tests/zips/first/agent.zip") && agent.filename == "./tests/zips/first/agent.zip"])
    error_message = "The orchestrator's zip is the orchestrator's, and the agents share one."
  }

  assert {
    condition     = alltrue([for f in concat([aws_lambda_function.orchestrator], values(aws_lambda_function.agent)) : f.vpc_config[0].subnet_ids == toset([for subnet in aws_subnet.private : subnet.id])]) && aws_lambda_function.orchestrator.vpc_config[0].security_group_ids == toset([aws_security_group.functions["orchestrator"].id]) && alltrue([for agent in aws_lambda_function.agent : agent.vpc_config[0].security_group_ids == toset([aws_security_group.functions["agents"].id])])
    error_message = "Functions are in the private subnets, agents in a group of their own."
  }

  assert {
    condition     = aws_lambda_function.orchestrator.role == aws_iam_role.function["orchestrator"].arn && aws_lambda_function.orchestrator.ephemeral_storage[0].size == 4096 && jsonencode({ for kind, agent in aws_lambda_function.agent : kind => agent.environment[0].variables.CODEREVIEW_AGENT }) == jsonencode({ security = "security", style = "style" })
    error_message = "The orchestrator has room for a fetch; an agent is told its kind."
  }

  assert {
    condition = jsonencode(aws_lambda_function.orchestrator.environment[0].variables) == jsonencode({
      CODEREVIEW_AGENTS = jsonencode({
        security = { function = "codereview-agent-security:live", max_event_age_seconds = 3600, model = "rules", timeout_seconds = 900 }
        style    = { function = "codereview-agent-style:live", max_event_age_seconds = 3600, model = "rules", timeout_seconds = 900 }
      })
      CODEREVIEW_MAX_PARALLEL_AGENTS = "8"
      CODEREVIEW_MAX_ROUNDS          = "100"
      CODEREVIEW_WORKSPACE           = "/mnt/workspace"
    })
    error_message = "The orchestrator is told its agents and its limits, and of no secret where there is none."
  }

  assert {
    condition     = jsonencode({ for key, group in aws_cloudwatch_log_group.function : key => [group.name, group.retention_in_days] }) == jsonencode({ agent-security = ["/aws/lambda/codereview-agent-security", 30], agent-style = ["/aws/lambda/codereview-agent-style", 30], orchestrator = ["/aws/lambda/codereview-orchestrator", 30] })
    error_message = "Each log has its group, and an end."
  }
}

run "outcomes_and_sweeps_reach_the_orchestrator_and_what_it_cannot_take_is_kept" {
  assert {
    condition     = alltrue([for kind, config in aws_lambda_function_event_invoke_config.agent : config.function_name == "codereview-agent-${kind}" && config.qualifier == "live" && config.maximum_retry_attempts == 0 && config.maximum_event_age_in_seconds == 3600 && config.destination_config[0].on_success[0].destination == aws_lambda_alias.orchestrator.arn && config.destination_config[0].on_failure[0].destination == aws_lambda_alias.orchestrator.arn])
    error_message = "An agent's outcome, good or bad, is the orchestrator's, and Lambda repeats nothing on its own."
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.orchestrator.function_name == "codereview-orchestrator" && aws_lambda_function_event_invoke_config.orchestrator.qualifier == "live" && aws_lambda_function_event_invoke_config.orchestrator.maximum_retry_attempts == 2 && aws_lambda_function_event_invoke_config.orchestrator.maximum_event_age_in_seconds == 21600 && aws_lambda_function_event_invoke_config.orchestrator.destination_config[0].on_failure[0].destination == aws_sqs_queue.dead_letters.arn
    error_message = "A message to the orchestrator comes again, and is kept when it does not get through."
  }

  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds == 1209600 && aws_sqs_queue.dead_letters.sqs_managed_sse_enabled
    error_message = "Dead letters are kept for two weeks, encrypted."
  }

  assert {
    condition     = jsonencode([for f in concat([aws_lambda_function_recursion_config.orchestrator], values(aws_lambda_function_recursion_config.agent)) : [f.function_name, f.recursive_loop]]) == jsonencode([["codereview-orchestrator", "Allow"], ["codereview-agent-security", "Allow"], ["codereview-agent-style", "Allow"]])
    error_message = "Lambda lets the cycle go on; the journal bounds it."
  }

  assert {
    condition     = aws_scheduler_schedule.sweep.schedule_expression == "rate(5 minutes)" && aws_scheduler_schedule.sweep.target[0].input == "{\"command\":\"sweep\"}" && aws_scheduler_schedule.sweep.target[0].arn == aws_lambda_alias.orchestrator.arn && aws_scheduler_schedule.sweep.target[0].retry_policy[0].maximum_retry_attempts == 0 && aws_scheduler_schedule.sweep.target[0].retry_policy[0].maximum_event_age_in_seconds == 300 && aws_scheduler_schedule.sweep.flexible_time_window[0].mode == "OFF"
    error_message = "Every five minutes the orchestrator looks for lost tasks."
  }

  assert {
    condition     = alltrue([for kind, alias in aws_lambda_alias.agent : alias.name == "live" && alias.function_name == "codereview-agent-${kind}" && alias.function_version == aws_lambda_function.agent[kind].version]) && aws_lambda_alias.orchestrator.name == "live" && aws_lambda_alias.orchestrator.function_name == "codereview-orchestrator" && aws_lambda_alias.orchestrator.function_version == aws_lambda_function.orchestrator.version
    error_message = "The alias is the newest version."
  }

  assert {
    condition     = length(aws_lambda_provisioned_concurrency_config.orchestrator) + length(aws_lambda_provisioned_concurrency_config.agent) == 0
    error_message = "Nothing is kept warm, and paid for, unless it is asked for."
  }
}

run "each_function_has_the_size_the_time_and_the_room_that_it_is_given" {
  variables {
    name          = "two"
    artifacts_dir = "./tests/zips/second"
    runtime       = "provided.al2023"
    architecture  = "arm64"
    log_level     = "DEBUG"
    git_origins   = ["https://git.corp.example:8443", "http://10.1.2.3"]
    https_proxy   = "http://proxy.corp.example:3128"
    orchestrator  = { memory_mib = 1024, timeout_seconds = 600, temporary_storage_mib = 8192, reserved_concurrency = 20, provisioned_concurrency = 1, max_parallel_agents = 100, max_rounds = 500 }
    agents = {
      security = { model = "bedrock:eu.anthropic.claude-haiku-5-5", memory_mib = 3008, timeout_seconds = 300, reserved_concurrency = 50, provisioned_concurrency = 2, report_within_seconds = 600 }
    }
  }

  assert {
    condition     = jsonencode([aws_lambda_function.orchestrator.function_name, aws_lambda_function.orchestrator.memory_size, aws_lambda_function.orchestrator.timeout, aws_lambda_function.orchestrator.ephemeral_storage[0].size, aws_lambda_function.orchestrator.reserved_concurrent_executions, aws_lambda_function.orchestrator.architectures]) == jsonencode(["two-orchestrator", 1024, 600, 8192, 20, ["arm64"]])
    error_message = "The orchestrator is as it was asked for."
  }

  assert {
    condition     = jsonencode({ for kind, agent in aws_lambda_function.agent : kind => [agent.function_name, agent.memory_size, agent.timeout, agent.reserved_concurrent_executions, agent.architectures] }) == jsonencode({ security = ["two-agent-security", 3008, 300, 50, ["arm64"]] })
    error_message = "The agent is as it was asked for, and there is no other."
  }

  assert {
    condition     = aws_lambda_function.orchestrator.environment[0].variables.CODEREVIEW_AGENTS == jsonencode({ security = { function = "two-agent-security:live", max_event_age_seconds = 3600, model = "bedrock:eu.anthropic.claude-haiku-5-5", report_within_seconds = 600, timeout_seconds = 300 } }) && aws_lambda_function.orchestrator.environment[0].variables.CODEREVIEW_MAX_PARALLEL_AGENTS == "100" && aws_lambda_function.orchestrator.environment[0].variables.CODEREVIEW_MAX_ROUNDS == "500" && aws_lambda_function.agent["security"].logging_config[0].application_log_level == "DEBUG" && aws_lambda_function.orchestrator.logging_config[0].application_log_level == "DEBUG"
    error_message = "The orchestrator knows the agent's model and time."
  }

  assert {
    condition     = jsonencode([for name in ["CODEREVIEW_GIT_ALLOW", "HTTPS_PROXY", "NO_PROXY"] : aws_lambda_function.orchestrator.environment[0].variables[name]]) == jsonencode(["https://git.corp.example:8443,http://10.1.2.3", "http://proxy.corp.example:3128", ".amazonaws.com"])
    error_message = "It clones from where it is allowed to, through the proxy, and calls AWS without it."
  }

  assert {
    condition     = jsonencode([aws_lambda_provisioned_concurrency_config.orchestrator[0].function_name, aws_lambda_provisioned_concurrency_config.orchestrator[0].qualifier, aws_lambda_provisioned_concurrency_config.orchestrator[0].provisioned_concurrent_executions]) == jsonencode(["two-orchestrator", "live", 1]) && jsonencode({ for kind, config in aws_lambda_provisioned_concurrency_config.agent : kind => [config.function_name, config.qualifier, config.provisioned_concurrent_executions] }) == jsonencode({ security = ["two-agent-security", "live", 2] })
    error_message = "The alias that everybody calls is what is kept warm."
  }
}
