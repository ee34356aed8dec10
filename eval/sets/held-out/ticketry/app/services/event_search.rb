class EventSearch
  SORTS = { "date" => :starts_at, "title" => :title }.freeze

  def initialize(params)
    @term = params[:q].to_s
    @venue = params[:venue].to_s
    @sort = params[:sort].to_s
  end

  def results
    scope = Event.upcoming
    scope = scope.where("title ILIKE ?", "%#{Event.sanitize_sql_like(@term)}%") if @term.present?
    scope = scope.where(venue_condition) if @venue.present?
    scope.reorder(SORTS.fetch(@sort, :starts_at))
  end

  private

  def venue_condition
    city, hall = @venue.split("/", 2)
    ["venue_city = '#{city}'", hall && "venue_hall = '#{hall}'"].compact.join(" AND ")
  end
end
