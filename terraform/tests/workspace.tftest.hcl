mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region        = "us-east-1"
  artifacts_dir = "./tests/zips/first"
}

run "the_bucket_is_versioned_encrypted_closed_speaks_tls_only_and_forgets_what_is_old" {
  assert {
    condition     = aws_s3_bucket_versioning.workspace.bucket == aws_s3_bucket.workspace.id && aws_s3_bucket_versioning.workspace.versioning_configuration[0].status == "Enabled"
    error_message = "S3 Files asks for versions."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.workspace.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256" && aws_s3_bucket_server_side_encryption_configuration.workspace.bucket == aws_s3_bucket.workspace.id
    error_message = "Objects are encrypted, with S3's own key unless another is given."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.workspace.bucket == aws_s3_bucket.workspace.id && aws_s3_bucket_public_access_block.workspace.block_public_acls && aws_s3_bucket_public_access_block.workspace.block_public_policy && aws_s3_bucket_public_access_block.workspace.ignore_public_acls && aws_s3_bucket_public_access_block.workspace.restrict_public_buckets
    error_message = "Nothing about the bucket is public."
  }

  assert {
    condition     = aws_s3_bucket.workspace.force_destroy == false && aws_s3_bucket.workspace.bucket_prefix == "codereview-workspace-"
    error_message = "A destroy does not take reviews with it unless it is told to."
  }

  assert {
    condition = jsonencode([for s in data.aws_iam_policy_document.workspace_bucket.statement : [s.sid, s.effect, s.actions, s.resources, s.principals, s.condition]]) == jsonencode([[
      "TlsOnly", "Deny", ["s3:*"], ["arn:aws:s3:::mock-bucket", "arn:aws:s3:::mock-bucket/*"], [{ type = "*", identifiers = ["*"] }],
      [{ test = "Bool", variable = "aws:SecureTransport", values = ["false"] }],
    ]])
    error_message = "Everybody is denied everything without TLS, and no statement says more."
  }

  assert {
    condition     = aws_s3_bucket_policy.workspace.bucket == aws_s3_bucket.workspace.id
    error_message = "The policy is the bucket's."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.workspace.bucket == aws_s3_bucket.workspace.id && aws_s3_bucket_lifecycle_configuration.workspace.rule[0].status == "Enabled" && aws_s3_bucket_lifecycle_configuration.workspace.rule[0].noncurrent_version_expiration[0].noncurrent_days == 7
    error_message = "Old versions are deleted after noncurrent_version_days."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.workspace.rule[0].expiration[0].expired_object_delete_marker && aws_s3_bucket_lifecycle_configuration.workspace.rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 7
    error_message = "So are delete markers with nothing behind them, and uploads that nobody ended."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.workspace.rule[0].expiration[0].days == 0 && length(aws_s3_bucket_lifecycle_configuration.workspace.rule) == 1
    error_message = "What is current stays."
  }
}

run "a_key_of_ones_own_is_used_for_bucket_file_system_and_sync" {
  variables {
    kms_key_arn   = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    force_destroy = true
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.workspace.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && one(aws_s3_bucket_server_side_encryption_configuration.workspace.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == var.kms_key_arn && one(aws_s3_bucket_server_side_encryption_configuration.workspace.rule).bucket_key_enabled
    error_message = "The bucket uses the key, and asks KMS once for many objects."
  }

  assert {
    condition     = aws_s3files_file_system.workspace.kms_key_id == var.kms_key_arn
    error_message = "The file system uses the key."
  }

  assert {
    condition = jsonencode([for s in data.aws_iam_policy_document.sync.statement : [s.effect, s.actions, s.resources, s.condition] if s.sid == "Key"]) == jsonencode([[
      null, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"], [var.kms_key_arn],
      [
        { test = "StringLike", variable = "kms:EncryptionContext:aws:s3:arn", values = ["arn:aws:s3:::mock-bucket", "arn:aws:s3:::mock-bucket/*"] },
        { test = "StringLike", variable = "kms:ViaService", values = ["s3.us-east-1.amazonaws.com"] },
      ],
    ]])
    error_message = "S3 Files may use the key for this bucket through S3, and only so."
  }

  assert {
    condition     = aws_s3_bucket.workspace.force_destroy
    error_message = "Told to, a destroy takes the reviews with it."
  }
}

run "s3_files_of_this_account_may_sync_this_bucket_and_no_other" {
  assert {
    condition = jsonencode([for s in data.aws_iam_policy_document.sync.statement : [s.sid, s.effect, s.actions, s.resources, s.condition]]) == jsonencode([
      ["Bucket", null, ["s3:ListBucket", "s3:ListBucketVersions"], ["arn:aws:s3:::mock-bucket"], [{ test = "StringEquals", variable = "aws:ResourceAccount", values = ["123456789012"] }]],
      ["Objects", null, ["s3:AbortMultipartUpload", "s3:DeleteObject*", "s3:GetObject*", "s3:List*", "s3:PutObject*"], ["arn:aws:s3:::mock-bucket/*"], [{ test = "StringEquals", variable = "aws:ResourceAccount", values = ["123456789012"] }]],
      ["ManageItsEventRule", null, ["events:DeleteRule", "events:DisableRule", "events:EnableRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"], ["arn:aws:events:*:*:rule/DO-NOT-DELETE-S3-Files*"], [{ test = "StringEquals", variable = "events:ManagedBy", values = ["elasticfilesystem.amazonaws.com"] }]],
      ["ReadEventRules", null, ["events:DescribeRule", "events:ListRuleNamesByTarget", "events:ListRules", "events:ListTargetsByRule"], ["arn:aws:events:*:*:rule/*"], []],
    ])
    error_message = "The sync role's statements are the four that S3 Files asks for, and no key where none is used."
  }

  assert {
    condition     = aws_iam_role_policy.sync.role == aws_iam_role.sync.id && aws_s3files_file_system.workspace.role_arn == aws_iam_role.sync.arn
    error_message = "The policy is the role's, and the file system uses the role."
  }

  assert {
    condition = jsonencode([for s in data.aws_iam_policy_document.sync_trust.statement : [s.effect, s.actions, s.principals, s.condition]]) == jsonencode([[
      null, ["sts:AssumeRole"], [{ type = "Service", identifiers = ["elasticfilesystem.amazonaws.com"] }],
      [
        { test = "ArnLike", variable = "aws:SourceArn", values = ["arn:aws:s3files:us-east-1:123456789012:file-system/*"] },
        { test = "StringEquals", variable = "aws:SourceAccount", values = ["123456789012"] },
      ],
    ]])
    error_message = "The role trusts the service under both conditions."
  }
}

run "agents_are_another_user_than_the_orchestrator_and_own_nothing_of_it" {
  assert {
    condition     = aws_s3files_file_system.workspace.bucket == aws_s3_bucket.workspace.arn && aws_s3files_file_system.workspace.prefix == null
    error_message = "Keys in the bucket are paths of the file system."
  }

  assert {
    condition     = alltrue([for target in aws_s3files_mount_target.zone : target.file_system_id == aws_s3files_file_system.workspace.id]) && alltrue([for point in aws_s3files_access_point.workspace : point.file_system_id == aws_s3files_file_system.workspace.id])
    error_message = "Mount targets and access points are this file system's."
  }

  assert {
    condition     = jsonencode({ for caller, point in aws_s3files_access_point.workspace : caller => [for user in point.posix_user : [user.uid, user.gid, user.secondary_gids]] }) == jsonencode({ orchestrator = [[1000, 1000, null]], agents = [[1001, 1000, null]] })
    error_message = "Two users of one group: agents write where the orchestrator lets the group write."
  }

  assert {
    condition     = alltrue([for point in aws_s3files_access_point.workspace : jsonencode([for root in point.root_directory : [root.path, [for made in root.creation_permissions : [made.owner_uid, made.owner_gid, made.permissions]]]]) == jsonencode([["/workspace", [[1000, 1000, "0750"]]]])])
    error_message = "Both see the same folder, which is the orchestrator's and not the group's to write in, whoever mounts first."
  }
}
