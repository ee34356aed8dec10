class Metrics
  def events
    Event.count
  end

  def tickets
    Ticket.count
  end
end
