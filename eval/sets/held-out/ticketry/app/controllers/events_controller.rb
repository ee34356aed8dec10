class EventsController < ApplicationController
  skip_before_action :require_user, only: [:index, :show, :search]

  def index
    @events = Event.upcoming.limit(50)
  end

  def show
    @event = Event.find(params[:id])
    @reviews = @event.reviews.includes(:user)
  end

  def search
    @events = EventSearch.new(params).results
    render :index
  end

  def report
    column = %w[title venue starts_at].include?(params[:by]) ? params[:by] : "title"
    rows = Event.group(column).order(Arel.sql("#{column} asc")).count
    render json: rows
  end

  def review
    event = Event.find(params[:id])
    event.reviews.create!(user: current_user, body: params[:body].to_s, site: params[:site].to_s)
    redirect_to event
  end
end
