module Api
  class EventsController < ActionController::API
    def index
      response.set_header("Access-Control-Allow-Origin", "*")
      render json: Event.published.select(:id, :title, :starts_at)
    end

    def preview
      render json: { title: LinkPreview.title(params[:url]) }
    end
  end
end
