require_relative "boot"
require "rails/all"

Bundler.require(*Rails.groups)

module Ticketry
  class Application < Rails::Application
    config.load_defaults 7.1
    config.time_zone = "Berlin"
    config.x.storage = Pathname.new(ENV.fetch("TICKETRY_STORAGE", "/srv/ticketry"))
    config.x.partner_key = ENV["TICKETRY_PARTNER_KEY"]
  end
end
