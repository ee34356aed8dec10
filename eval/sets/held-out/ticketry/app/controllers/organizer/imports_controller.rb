module Organizer
  class ImportsController < ApplicationController
    before_action :require_organizer

    def create
      count = EventImport.new(current_user).from_xml(params.require(:file).read)
      render json: { count: count }
    end

    def feed
      render plain: EventImport.new(current_user).fetch(params[:url].to_s)
    end

    def preview
      text = params[:template].to_s
      event = current_user.events.find(params[:event_id])
      html = ERB.new(text).result_with_hash(event: event)
      render html: ActionController::Base.helpers.sanitize(html)
    end

    def layout
      settings = YAML.unsafe_load(params[:settings].to_s)
      current_user.update!(layout: settings.to_json)
      head :no_content
    end
  end
end
