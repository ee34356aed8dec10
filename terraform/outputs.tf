locals {
  reviews_prefix = "${local.workspace_folder}/reviews/"
  invoke         = "aws lambda invoke --region ${var.region} --function-name ${local.orchestrator_name}:live --cli-binary-format raw-in-base64-out --cli-read-timeout 0"
}

output "orchestrator_function" {
  description = "The function to invoke, with its alias."
  value       = "${aws_lambda_function.orchestrator.function_name}:${aws_lambda_alias.orchestrator.name}"
}

output "agent_functions" {
  description = "The functions of the agents by kind, with their alias. The orchestrator invokes them; nobody else has to."
  value       = { for kind, alias in aws_lambda_alias.agent : kind => "${alias.function_name}:${alias.name}" }
}

output "bucket" {
  description = "The bucket with all reviews."
  value       = aws_s3_bucket.workspace.id
}

output "file_system_id" {
  description = "The file system, whose metrics say how far the bucket is behind."
  value       = aws_s3files_file_system.workspace.id
}

output "reviews_prefix" {
  description = "What the keys of all reviews begin with; a review's id and '/' come next."
  value       = local.reviews_prefix
}

output "dead_letters_queue" {
  description = "The address of the queue with messages that the orchestrator could not take."
  value       = aws_sqs_queue.dead_letters.url
}

output "commands" {
  description = "Lines to run: replace REPOSITORY_URL, REVIEW_ID. terraform output -json commands | jq -r 'to_entries[] | \"\\(.key): \\(.value)\"' shows them as they are."
  value = {
    check          = "${local.invoke} --payload '${jsonencode({ command = "check" })}' /dev/stdout"
    review         = "${local.invoke} --payload '${jsonencode({ repo_url = "REPOSITORY_URL" })}' /dev/stdout"
    resume         = "${local.invoke} --payload '${jsonencode({ review_id = "REVIEW_ID" })}' /dev/stdout"
    status         = "${local.invoke} --payload '${jsonencode({ review_id = "REVIEW_ID", command = "status" })}' /dev/stdout"
    cancel         = "${local.invoke} --payload '${jsonencode({ review_id = "REVIEW_ID", command = "cancel" })}' /dev/stdout"
    list_reviews   = "aws s3 ls --region ${var.region} s3://${aws_s3_bucket.workspace.id}/${local.reviews_prefix}"
    list_snapshots = "aws s3 ls --region ${var.region} s3://${aws_s3_bucket.workspace.id}/${local.reviews_prefix}REVIEW_ID/snapshots/"
    read_report    = "aws s3 cp --region ${var.region} s3://${aws_s3_bucket.workspace.id}/${local.reviews_prefix}REVIEW_ID/results/report.md -"
    dead_letters   = "aws sqs receive-message --region ${var.region} --queue-url ${aws_sqs_queue.dead_letters.url} --max-number-of-messages 10"
  }
}
