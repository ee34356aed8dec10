class SeatPlan
  Row = Struct.new(:name, :seats)

  def initialize(event)
    @event = event
  end

  def rows
    per_row = 20
    full, rest = @event.capacity.divmod(per_row)
    list = Array.new(full) { |i| Row.new(label(i), per_row) }
    list << Row.new(label(full), rest) if rest.positive?
    list
  end

  def free
    taken = @event.tickets.where(refunded_at: nil).pluck(:seat)
    rows.flat_map { |r| (1..r.seats).map { |n| "#{r.name}#{n}" } } - taken
  end

  private

  def label(index)
    text = +""
    index += 1
    while index.positive?
      index, rest = (index - 1).divmod(26)
      text.prepend((65 + rest).chr)
    end
    text
  end
end
