variable "region" {
  description = "The AWS region that everything is built in. Amazon S3 Files has to be offered there."
  type        = string
}

variable "name" {
  description = "What the names of all resources begin with; two fleets in one account and region need two names."
  type        = string
  default     = "codereview"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,22}[a-z0-9]$", var.name))
    error_message = "name has 2 to 24 characters of a-z, 0-9 and '-', begins with a letter and does not end with '-'."
  }
}

variable "tags" {
  description = "Tags for every resource that takes tags."
  type        = map(string)
  default     = {}
}

variable "artifacts_dir" {
  description = "The folder with orchestrator.zip and agent.zip. Absent: where the package script leaves those of the architecture, ../dist/ARCHITECTURE."
  type        = string
  default     = null
}

variable "runtime" {
  description = "Lambda's runtime. The zips bring their own .NET, so the bare operating system is enough; dotnet10 has them run beside AWS's."
  type        = string
  default     = "provided.al2023"

  validation {
    condition     = contains(["provided.al2023", "dotnet10"], var.runtime)
    error_message = "runtime is provided.al2023 or dotnet10."
  }
}

variable "architecture" {
  description = "The processor that the zips were packaged for."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "architecture is x86_64 or arm64, and the zips have to be packaged for it."
  }
}

variable "vpc_cidr" {
  description = "The addresses of the fleet's own VPC: a /16 to a /24. Every running function takes part in the private half."
  type        = string
  default     = "10.74.0.0/20"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 24, false)
    error_message = "vpc_cidr is an IPv4 block from /16 to /24, such as 10.74.0.0/20."
  }
}

variable "egress" {
  description = "How the orchestrator leaves the VPC. nat: through a NAT gateway to the internet. endpoints: to AWS only, through interface endpoints; repositories then have to be on a Git server, or behind a proxy, that the VPC reaches. Agents never reach the internet."
  type        = string
  default     = "nat"

  validation {
    condition     = contains(["nat", "endpoints"], var.egress)
    error_message = "egress is nat or endpoints."
  }
}

variable "orchestrator" {
  description = "The orchestrator's size and limits. max_parallel_agents: the most tasks of one review under way at once, whatever a request asks for. max_rounds: how often a task may suspend and be sent again, and how often a review may be woken without having got further, before that is taken for a loop."
  type = object({
    memory_mib              = optional(number, 1769)
    timeout_seconds         = optional(number, 900)
    temporary_storage_mib   = optional(number, 4096)
    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number, 0)
    max_parallel_agents     = optional(number, 8)
    max_rounds              = optional(number, 100)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.orchestrator.memory_mib >= 512 && var.orchestrator.memory_mib <= 10240
    error_message = "orchestrator.memory_mib is 512 to 10240."
  }
  validation {
    condition     = var.orchestrator.timeout_seconds >= 60 && var.orchestrator.timeout_seconds <= 900
    error_message = "orchestrator.timeout_seconds is 60 to 900: a clone has to fit, and Lambda ends every invocation after 900."
  }
  validation {
    condition     = var.orchestrator.temporary_storage_mib >= 512 && var.orchestrator.temporary_storage_mib <= 10240
    error_message = "orchestrator.temporary_storage_mib is 512 to 10240; what is fetched from the Git server has to fit."
  }
  validation {
    condition     = var.orchestrator.reserved_concurrency == null ? true : var.orchestrator.reserved_concurrency >= 1
    error_message = "orchestrator.reserved_concurrency is at least 1, or absent to reserve nothing."
  }
  validation {
    condition     = var.orchestrator.provisioned_concurrency >= 0
    error_message = "orchestrator.provisioned_concurrency is 0 or more."
  }
  validation {
    condition     = var.orchestrator.max_parallel_agents >= 1 && var.orchestrator.max_parallel_agents <= 1000
    error_message = "orchestrator.max_parallel_agents is 1 to 1000."
  }
  validation {
    condition     = var.orchestrator.max_rounds >= 1
    error_message = "orchestrator.max_rounds is at least 1."
  }
}

variable "agents" {
  description = "The agents by kind. model: 'rules', which needs no model, or 'bedrock:' and the id of a Claude model or of its inference profile, such as bedrock:us.anthropic.claude-sonnet-5-5. report_within_seconds: after how long a task of which nothing was heard is taken for lost and sent again; absent: once it cannot be waiting or running any more, after an hour and timeout_seconds. Less than that has tasks done twice that only waited for room."
  type = map(object({
    model                   = optional(string, "rules")
    memory_mib              = optional(number, 1769)
    timeout_seconds         = optional(number, 900)
    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number, 0)
    report_within_seconds   = optional(number)
  }))
  default = {
    security = {}
    style    = {}
  }
  nullable = false

  validation {
    condition     = length(var.agents) > 0
    error_message = "agents names at least one agent."
  }
  validation {
    condition     = alltrue([for kind in keys(var.agents) : can(regex("^[a-z][a-z0-9-]{0,31}$", kind)) && !contains(["summary", "coverage", "report"], kind)])
    error_message = "An agent's kind has 1 to 32 characters of a-z, 0-9 and '-', begins with a letter, and is not summary, coverage or report."
  }
  validation {
    condition     = alltrue([for agent in values(var.agents) : agent.model == "rules" || can(regex("^bedrock:([a-z-]+\\.)?anthropic\\.[a-z0-9.:-]+$", agent.model))])
    error_message = "An agent's model is 'rules', or 'bedrock:' and the id of a Claude model or inference profile: bedrock:us.anthropic.claude-sonnet-5-5."
  }
  validation {
    condition     = alltrue([for agent in values(var.agents) : agent.memory_mib >= 256 && agent.memory_mib <= 10240])
    error_message = "An agent's memory_mib is 256 to 10240."
  }
  validation {
    condition     = alltrue([for agent in values(var.agents) : agent.timeout_seconds >= 60 && agent.timeout_seconds <= 900])
    error_message = "An agent's timeout_seconds is 60 to 900: it suspends before that and is invoked again, but an answer of its model has to fit."
  }
  validation {
    condition     = alltrue([for agent in values(var.agents) : agent.report_within_seconds == null ? true : agent.report_within_seconds >= agent.timeout_seconds])
    error_message = "An agent's report_within_seconds is at least its timeout_seconds, or absent to wait as long as a task may take."
  }
  validation {
    condition     = alltrue([for agent in values(var.agents) : agent.reserved_concurrency == null ? true : agent.reserved_concurrency >= 1])
    error_message = "An agent's reserved_concurrency is at least 1, or absent to reserve nothing."
  }
  validation {
    condition     = alltrue([for agent in values(var.agents) : agent.provisioned_concurrency >= 0])
    error_message = "An agent's provisioned_concurrency is 0 or more."
  }
}

variable "git_token_secret_arn" {
  description = "A Secrets Manager secret whose text is the token for private repositories; only the orchestrator may read it. Absent: public repositories only."
  type        = string
  default     = null

  validation {
    condition     = var.git_token_secret_arn == null ? true : can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$", var.git_token_secret_arn))
    error_message = "git_token_secret_arn is the whole ARN of a secret, arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX."
  }
}

variable "git_token_hosts" {
  description = "The hosts that are shown the token of git_token_secret_arn, and no other is."
  type        = list(string)
  default     = ["github.com"]

  validation {
    condition     = length(var.git_token_hosts) > 0 && alltrue([for host in var.git_token_hosts : can(regex("^[a-z0-9][a-z0-9.-]*$", host))])
    error_message = "git_token_hosts are names of hosts in small letters, such as github.com, without https:// and without a port."
  }
}

variable "codecommit_repository_arns" {
  description = "Repositories in AWS CodeCommit that the orchestrator may pull with its own role, without a token. Absent: none."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.codecommit_repository_arns : can(regex("^arn:aws[a-z-]*:codecommit:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9._*-]+$", arn))])
    error_message = "codecommit_repository_arns are whole ARNs, arn:aws:codecommit:REGION:ACCOUNT:NAME; a * stands for any part of the name."
  }
}

variable "git_origins" {
  description = "Git servers at private addresses, or without TLS, that reviews may be asked of, such as https://git.corp.example:8443. Others have to be public and speak https."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.git_origins : can(regex("^https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?$", origin))])
    error_message = "git_origins are a scheme, a host and perhaps a port: https://git.corp.example:8443."
  }
}

variable "https_proxy" {
  description = "A proxy that the orchestrator clones through, http://HOST:PORT. AWS is not called through it."
  type        = string
  default     = null

  validation {
    condition     = var.https_proxy == null ? true : can(regex("^http://[A-Za-z0-9][A-Za-z0-9.-]*:[0-9]{1,5}$", var.https_proxy))
    error_message = "https_proxy is http://HOST:PORT."
  }
}

variable "kms_key_arn" {
  description = "A KMS key of yours for the bucket and the file system. Absent: keys that AWS owns."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, arn:aws:kms:REGION:ACCOUNT:key/ID, not of an alias."
  }
}

variable "noncurrent_version_days" {
  description = "How long the bucket keeps what was overwritten or deleted. It is billed like current objects."
  type        = number
  default     = 7

  validation {
    condition     = var.noncurrent_version_days >= 1
    error_message = "noncurrent_version_days is at least 1."
  }
}

variable "force_destroy" {
  description = "Whether terraform destroy may delete a bucket that still holds reviews, with every version of every file."
  type        = bool
  default     = false
}

variable "log_level" {
  description = "The least that the functions log: TRACE, DEBUG, INFO, WARN, ERROR or FATAL. DEBUG tells every operation on a file."
  type        = string
  default     = "INFO"

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.log_level)
    error_message = "log_level is TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  }
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the functions' logs."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is a number that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "alarm_topic_arn" {
  description = "An SNS topic that the alarms tell. Absent: they show in CloudWatch only."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null ? true : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:.+$", var.alarm_topic_arn))
    error_message = "alarm_topic_arn is the ARN of an SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME."
  }
}
