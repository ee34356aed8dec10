# Values that cannot work are refused before anything is built, each by a sentence of its own. A run breaks each variable in one way
# only, so that it is that condition which refuses.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region        = "us-east-1"
  artifacts_dir = "./tests/zips/first"
}

run "what_is_misspelt_is_refused" {
  command = plan
  expect_failures = [
    var.name, var.runtime, var.architecture, var.egress, var.log_level, var.vpc_cidr, var.git_token_secret_arn, var.kms_key_arn,
    var.alarm_topic_arn, var.agents, var.git_token_hosts, var.git_origins, var.https_proxy,
  ]

  variables {
    name                 = "Code_Review"
    runtime              = "dotnet8"
    architecture         = "x64"
    egress               = "internet"
    log_level            = "verbose"
    vpc_cidr             = "10.0.0.0"
    git_token_secret_arn = "ghp_a_token_itself"
    kms_key_arn          = "alias/mine"
    alarm_topic_arn      = "mail@example.com"
    agents               = { security = { model = "openai:gpt" } }
    git_token_hosts      = ["https://github.com"]
    git_origins          = ["git.corp.example"]
    https_proxy          = "proxy.corp.example:3128"
  }
}

run "what_is_too_small_is_refused" {
  command         = plan
  expect_failures = [var.vpc_cidr, var.log_retention_days, var.noncurrent_version_days, var.agents, var.orchestrator]

  variables {
    vpc_cidr                = "10.0.0.0/25"
    log_retention_days      = 10
    noncurrent_version_days = 0
    agents                  = { security = { memory_mib = 128 } }
    orchestrator            = { memory_mib = 256 }
  }
}

run "what_is_longer_than_lambda_allows_is_refused" {
  command         = plan
  expect_failures = [var.name, var.agents, var.orchestrator]

  variables {
    name         = "abcdefghijklmnopqrstuvwxy"
    agents       = { security = { timeout_seconds = 901 } }
    orchestrator = { timeout_seconds = 901 }
  }
}

run "a_report_that_is_not_waited_for_until_the_time_is_over_is_refused" {
  command         = plan
  expect_failures = [var.agents]

  variables {
    agents = { security = { timeout_seconds = 300, report_within_seconds = 299 } }
  }
}

run "a_reservation_that_would_stop_a_function_is_refused" {
  command         = plan
  expect_failures = [var.agents, var.orchestrator]

  variables {
    agents       = { security = { reserved_concurrency = 0 } }
    orchestrator = { reserved_concurrency = 0 }
  }
}

run "less_than_no_provisioned_environment_is_refused" {
  command         = plan
  expect_failures = [var.agents, var.orchestrator]

  variables {
    agents       = { security = { provisioned_concurrency = -1 } }
    orchestrator = { provisioned_concurrency = -1 }
  }
}

run "a_fleet_without_agents_or_with_more_at_once_than_a_review_may_ask_for_is_refused" {
  command         = plan
  expect_failures = [var.agents, var.orchestrator]

  variables {
    agents       = {}
    orchestrator = { max_parallel_agents = 1001 }
  }
}

run "a_kind_whose_results_would_overwrite_the_summary_and_a_review_without_a_round_are_refused" {
  command         = plan
  expect_failures = [var.agents, var.orchestrator]

  variables {
    agents       = { summary = {} }
    orchestrator = { max_rounds = 0 }
  }
}

run "a_model_that_no_client_speaks_to_and_storage_that_lambda_does_not_have_are_refused" {
  command         = plan
  expect_failures = [var.agents, var.orchestrator]

  variables {
    agents       = { security = { model = "bedrock:amazon.nova-pro-v1:0" } }
    orchestrator = { temporary_storage_mib = 10241 }
  }
}
