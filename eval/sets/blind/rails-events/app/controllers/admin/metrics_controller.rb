module Admin
  class MetricsController < ApplicationController
    before_action :require_admin

    def show
      render json: { value: Metrics.new.public_send(params[:name], *params[:args]) }
    end
  end
end
