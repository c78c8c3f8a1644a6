# Orders of a shop, as a controller of Rails sees them.
class OrdersController < ApplicationController
  SORTABLE = %w[created_at amount].freeze
  before_action :authenticate

  def index
    # ruleid: sql-injection
    @orders = Order.where("owner = '#{params[:owner]}'")
    # ok: sql-injection
    @mine = Order.where(owner: params[:owner])
    # ok: sql-injection
    @open = Order.where("owner = ? AND open", params[:owner])
  end

  def sorted
    column = params[:sort]
    column = "created_at" unless SORTABLE.include?(column)
    # ok: sql-injection
    @orders = Order.order("#{column} DESC")
  end

  def sorted_unchecked
    # ruleid: sql-injection
    @orders = Order.order("#{params[:sort]} DESC")
  end

  def show
    id = params[:id].to_i
    # ok: sql-injection
    @order = Order.find_by_sql("SELECT * FROM orders WHERE id = #{id}").first
    # ruleid: sql-injection
    @lines = Order.find_by_sql("SELECT * FROM lines WHERE order_id = " + params[:id])
  end

  def search
    term = params.fetch(:q, "").strip.downcase
    # ruleid: sql-injection
    @found = Order.where("title LIKE '%" + term + "%'")
    # ok: sql-injection
    @bound = Order.where("title LIKE :term", term: "%#{term}%")
  end

  def quoted
    name = ActiveRecord::Base.connection.quote(params[:name])
    # ok: sql-injection
    ActiveRecord::Base.connection.execute("SELECT * FROM people WHERE name = #{name}")
    # ruleid: sql-injection
    ActiveRecord::Base.connection.execute("SELECT * FROM people WHERE name = '%s'" % params[:name])
  end

  def by_state
    state =
      case params[:state]
      when "open" then "open"
      when "closed" then "closed"
      else "new"
      end
    # ok: sql-injection
    @orders = Order.where("state = '#{state}'")
  end

  def grouped
    # ruleid: sql-injection
    @orders = Order.group(Arel.sql(params[:by]))
  end

  def filtered
    # ruleid: sql-injection
    @orders = Order.where(filter_text)
    # ok: sql-injection
    @rest = Order.where(fixed_filter)
  end

  def create
    # ruleid: mass-assignment
    @order = Order.new(params[:order].to_unsafe_h)
    # ok: mass-assignment
    @other = Order.new(order_params)
    # ruleid: mass-assignment
    @third = Order.create(params.require(:order).permit!)
  end

  def leave
    # ruleid: open-redirect
    redirect_to params[:return_to]
  end

  def back
    # ok: open-redirect
    redirect_to order_path(params[:id])
  end

  def checked
    target = params[:return_to]
    if ["/orders", "/cart"].include?(target)
      # ok: open-redirect
      redirect_to target
    else
      # ok: open-redirect
      redirect_to "/orders/#{params[:id]}"
    end
  end

  def page
    # ruleid: xss
    render html: "<h1>#{params[:title]}</h1>".html_safe
  end

  def page_encoded
    # ok: xss
    render html: "<h1>#{ERB::Util.html_escape(params[:title])}</h1>".html_safe
  end

  def text
    # ok: xss
    render plain: "Hello #{params[:title]}"
  end

  def inline
    # ruleid: template-injection
    render inline: "<h1>#{params[:title]}</h1>"
  end

  def invoice
    # ruleid: path-traversal
    send_file Rails.root.join("invoices", params[:name])
  end

  def invoice_by_name
    # ok: path-traversal
    send_file Rails.root.join("invoices", File.basename(params[:name]))
  end

  def invoice_inside
    folder = "/srv/invoices/"
    path = File.expand_path(params[:name], folder)
    return head(:not_found) unless path.start_with?(folder)

    # ok: path-traversal
    send_file path
  end

  def remember
    # ruleid: trust-boundary
    session[:role] = params[:role]
    # ok: trust-boundary
    session[:page] = params[:page].to_i
  end

  def note
    # ruleid: log-injection
    Rails.logger.info("Asked by #{request.user_agent}")
    # ok: log-injection
    Rails.logger.info("Asked by #{request.user_agent.inspect}")
  end

  def flags
    # ruleid: insecure-cookie
    cookies[:sid] = { value: "x", secure: false, httponly: true }
    # ok: insecure-cookie
    cookies[:sid] = { value: "x", secure: true, httponly: true }
    # ruleid: insecure-cookie
    cookies[:theme] = "dark"
  end

  private

  def order_params
    params.require(:order).permit(:title, :amount)
  end

  def filter_text
    params[:filter]
  end

  def fixed_filter
    "open = true"
  end
end
