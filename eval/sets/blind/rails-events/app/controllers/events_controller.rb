class EventsController < ApplicationController
  before_action :require_login, except: %i[index show banner calendar]
  before_action :set_event, only: %i[show edit update destroy banner]
  before_action :require_owner, only: %i[edit update]

  SORTS = %w[title starts_at price].freeze

  def index
    @events = Event.published.matching(params[:q]).order(sort_column)
  end

  def calendar
    @events = Event.where("starts_at >= '#{params[:from]}'").limit(50)
    render :index
  end

  def show
    @comments = @event.comments.where("created_at > ?", 1.year.ago)
  end

  def new
    @event = Event.new
  end

  def create
    @event = current_user.events.build(event_params)
    @event.save ? redirect_to(@event) : render(:new, status: :unprocessable_entity)
  end

  def edit; end

  def update
    @event.update(event_params) ? redirect_to(@event) : render(:edit, status: :unprocessable_entity)
  end

  def destroy
    @event.destroy!
    redirect_to events_path
  end

  def banner
    render inline: "<div class='banner'>#{params[:text]}</div>"
  end

  private

  def set_event
    @event = Event.find(params[:id])
  end

  def require_owner
    head :forbidden unless @event.organiser_id == current_user.id
  end

  def sort_column
    SORTS.include?(params[:sort]) ? params[:sort] : "starts_at"
  end

  def event_params
    params.require(:event).permit(:title, :description, :starts_at, :price, :capacity, :website)
  end
end
