require_relative 'lib/text_tools'

class ProductsController < ApplicationController
  before_action :load_term, only: [:by_term]

  def index
    # ruleid: sql-injection
    @products = Product.where("name = '#{params[:name]}'")
  end

  def index_hash
    # ok: sql-injection
    @products = Product.where(name: params[:name])
  end

  def index_bound
    # ok: sql-injection
    @products = Product.where('name = ? AND kind = ?', params[:name], params[:kind])
  end

  def index_named
    # ok: sql-injection
    @products = Product.where('name = :name', name: params[:name])
  end

  def ordered
    # ruleid: sql-injection
    @products = Product.order(params[:sort])
  end

  def ordered_with_direction
    direction = params[:dir] == 'desc' ? 'DESC' : 'ASC'
    # ok: sql-injection
    @products = Product.order("name #{direction}")
  end

  def ordered_helper
    # ok: sql-injection
    @products = Product.order(TextTools.column(params[:sort]))
  end

  def squeezed
    # ruleid: sql-injection
    @products = Product.where("name LIKE '%" + TextTools.squeeze(params[:q]) + "%'")
  end

  def numbered
    # ok: sql-injection
    @products = Product.where("id = #{TextTools.number(params[:id])}")
  end

  def labelled
    # ok: sql-injection
    @products = Product.where("name = '#{TextTools.label(params[:id])}'")
  end

  def by_term
    # ruleid: sql-injection
    @products = Product.where("name = '#{@term}'")
  end

  def find_by
    # ruleid: sql-injection
    Product.find_by_sql("SELECT * FROM products WHERE sku = '#{params[:sku]}'")
  end

  def find_by_array
    # ok: sql-injection
    Product.find_by_sql(['SELECT * FROM products WHERE sku = ?', params[:sku]])
  end

  def connection
    # ruleid: sql-injection
    ActiveRecord::Base.connection.execute("UPDATE products SET stock = 0 WHERE sku = '#{params[:sku]}'")
  end

  def connection_quoted
    sku = ActiveRecord::Base.connection.quote(params[:sku])
    # ok: sql-injection
    ActiveRecord::Base.connection.execute("UPDATE products SET stock = 0 WHERE sku = #{sku}")
  end

  def connection_int
    # ok: sql-injection
    ActiveRecord::Base.connection.execute("UPDATE products SET stock = #{params[:stock].to_i}")
  end

  def exists
    # ruleid: sql-injection
    Product.exists?(["name = '#{params[:name]}'"])
  end

  def pluck
    # ruleid: sql-injection
    Product.pluck(Arel.sql(params[:column]))
  end

  def calculate
    # ruleid: sql-injection
    Product.group(params[:by]).having("count(*) > #{params[:n]}").count
  end

  def joins
    # ruleid: sql-injection
    Product.joins("LEFT JOIN #{params[:table]} ON 1 = 1")
  end

  def delete_some
    Product.where(archived: true).delete_all
    # ruleid: sql-injection
    Product.delete_by("name = '#{params[:name]}'")
  end

  def update_some
    # ruleid: sql-injection
    Product.where(kind: 'tool').update_all("price = #{params[:price]}")
  end

  def update_hash
    # ok: sql-injection
    Product.where(kind: 'tool').update_all(price: params[:price])
  end

  def guarded
    column = params[:sort]
    unless %w[name price].include?(column)
      head :bad_request
      return
    end
    # ok: sql-injection
    Product.order("#{column} ASC")
  end

  def guarded_short
    column = params[:sort]
    return head(:bad_request) unless Product.column_names.include?(column)
    # ok: sql-injection
    Product.order("#{column} ASC")
  end

  def matched
    sku = params[:sku]
    raise ArgumentError, 'sku' unless sku.match?(/\A[A-Z0-9]+\z/)
    # ok: sql-injection
    Product.where("sku = '#{sku}'")
  end

  def matched_lines
    sku = params[:sku]
    raise ArgumentError, 'sku' unless sku =~ /^[A-Z0-9]+$/
    # ruleid: sql-injection
    Product.where("sku = '#{sku}'")
  end

  def by_case
    column = case params[:sort]
             when 'price' then 'price'
             when 'stock' then 'stock'
             else 'name'
             end
    # ok: sql-injection
    Product.order("#{column} DESC")
  end

  def by_table
    columns = { 'p' => 'price', 'n' => 'name' }
    # ok: sql-injection
    Product.order("#{columns.fetch(params[:sort], 'name')} DESC")
  end

  def constant_branch
    name = params[:name]
    name = 'hammer' if 3 > 2
    # ok: sql-injection
    Product.where("name = '#{name}'")
  end

  def hash_slot
    options = { name: params[:name], kind: 'tool' }
    # ok: sql-injection
    Product.where("kind = '#{options[:kind]}'")
    # ruleid: sql-injection
    Product.where("name = '#{options[:name]}'")
  end

  def list_slot
    list = ['a', params[:b]]
    list.shift
    # ruleid: sql-injection
    Product.where("name = '#{list[0]}'")
  end

  def list_slot_good
    list = ['a', params[:b], 'c']
    list.pop
    # ok: sql-injection
    Product.where("name = '#{list.first}'")
  end

  def ids
    ids = params[:ids].map(&:to_i).join(',')
    # ok: sql-injection
    Product.where("id IN (#{ids})")
  end

  def ids_bad
    ids = params[:ids].join(',')
    # ruleid: sql-injection
    Product.where("id IN (#{ids})")
  end

  def blocks
    clauses = params[:filter].map { |key, value| "#{key} = '#{value}'" }
    # ruleid: sql-injection
    Product.where(clauses.join(' AND '))
  end

  def sanitized
    # ok: sql-injection
    Product.where(ActiveRecord::Base.sanitize_sql_array(['name = ?', params[:name]]))
    # ok: sql-injection
    Product.where('name LIKE ?', "%#{Product.sanitize_sql_like(params[:q])}%")
  end

  def permitted
    # ruleid: mass-assignment
    Product.create(params[:product].permit!)
    # ok: mass-assignment
    Product.create(params.require(:product).permit(:name, :price))
  end

  def assign
    product = Product.find(params[:id])
    # ruleid: mass-assignment
    product.update(params.permit!)
    # ok: mass-assignment
    product.update(product_params)
  end

  private

  def load_term
    @term = params[:term]
  end

  def product_params
    params.require(:product).permit(:name)
  end
end
