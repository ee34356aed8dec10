module Api
  class CheckinsController < ActionController::API
    before_action :read_token

    def index
      render json: Order.where(event_id: @claims["event"]).select(:id, :ticket_code, :state)
    end

    def create
      order = Order.find_by!(event_id: @claims["event"], ticket_code: params[:code].to_s)
      order.update!(state: "used")
      render json: { state: order.state }
    rescue ActiveRecord::RecordNotFound => e
      render json: { error: e.message, trace: e.backtrace.first(5) }, status: :not_found
    end

    private

    def read_token
      raw = request.headers["Authorization"].to_s.delete_prefix("Bearer ")
      @claims = ScannerToken.read(raw)
    rescue JWT::DecodeError
      head :unauthorized
    end
  end
end
