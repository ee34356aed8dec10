module Api
  class SeatsController < ActionController::API
    FIELDS = { "free" => :free, "rows" => :rows }.freeze

    def show
      plan = SeatPlan.new(Event.published.find(params[:event_id]))
      method = FIELDS.fetch(params[:field], :free)
      render json: plan.public_send(method)
    end
  end
end
