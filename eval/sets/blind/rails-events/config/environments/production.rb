require "active_support/core_ext/integer/time"

Rails.application.configure do
  config.enable_reloading = false
  config.eager_load = true
  config.consider_all_requests_local = true
  config.force_ssl = false
  config.log_level = :info
  config.public_file_server.enabled = ENV["RAILS_SERVE_STATIC_FILES"].present?
end
