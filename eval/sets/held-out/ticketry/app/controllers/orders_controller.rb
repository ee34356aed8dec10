class OrdersController < ApplicationController
  def index
    @orders = current_user.orders.order(created_at: :desc)
    render json: @orders
  end

  def show
    @order = Order.find(params[:id])
  end

  def cancel
    order = current_user.orders.find(params[:id])
    order.update!(state: "cancelled")
    redirect_to orders_path
  end

  def ticket
    order = current_user.orders.find(params[:id])
    render json: { code: order.ticket_code, check: Digest::SHA256.hexdigest(order.ticket_code)[0, 8] }
  end
end
