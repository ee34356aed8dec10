require "active_support/core_ext/integer/time"

Rails.application.configure do
  config.enable_reloading = false
  config.eager_load = true
  config.consider_all_requests_local = true
  config.force_ssl = false
  config.log_level = :info
  config.active_record.dump_schema_after_migration = false
end
