class TicketsController < ApplicationController
  before_action :require_login

  def index
    @tickets = current_user.tickets.includes(:event)
  end

  def show
    @ticket = Ticket.find(params[:id])
  end

  def create
    event = Event.published.find(params[:event_id])
    if event.tickets.count < event.capacity
      ticket = event.tickets.create!(holder: current_user, price: event.price)
      redirect_to ticket
    else
      redirect_to event, alert: "Sold out"
    end
  end

  def refund
    ticket = current_user.tickets.find(params[:id])
    ticket.with_lock { ticket.refund! unless ticket.refunded? }
    redirect_to tickets_path
  end
end
