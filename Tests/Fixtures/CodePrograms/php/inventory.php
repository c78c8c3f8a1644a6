<?php

const TABLE = 'items';

class Inventory
{
    private $link;
    private $filters = [];
    private string $order = 'name';

    public function __construct()
    {
        $this->link = mysqli_connect('localhost', 'app', getenv('PW'), 'shop');
    }

    public function setFilter($key, $value)
    {
        $this->filters[$key] = $value;
    }

    public function find()
    {
        $id = $_GET['id'];
        // ruleid: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE id = $id");
    }

    public function findInt()
    {
        $id = (int) $_GET['id'];
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE id = $id");
    }

    public function findIntval()
    {
        $id = intval($_GET['id']);
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM " . TABLE . " WHERE id = {$id}");
    }

    public function findEscaped()
    {
        $name = mysqli_real_escape_string($this->link, $_POST['name']);
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE name = '$name'");
    }

    public function findEncoded()
    {
        $name = htmlentities($_POST['name'], ENT_NOQUOTES);
        // ruleid: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE name = '$name'");
    }

    public function findByArray()
    {
        $parts = ['name' => $_POST['name'], 'kind' => 'tool'];
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE kind = '{$parts['kind']}'");
    }

    public function findByArrayBad()
    {
        $parts = ['name' => $_POST['name'], 'kind' => 'tool'];
        // ruleid: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE name = '{$parts['name']}'");
    }

    public function sort()
    {
        $order = $_GET['order'] ?? 'name';
        switch ($order) {
            case 'name':
            case 'price':
                break;
            default:
                $order = 'name';
        }
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items ORDER BY $order");
    }

    public function sortMatch()
    {
        $column = match ($_GET['order'] ?? '') {
            'price' => 'price',
            'stock' => 'stock',
            default => 'name',
        };
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items ORDER BY $column");
    }

    public function sortMap()
    {
        $columns = ['p' => 'price', 'n' => 'name'];
        $column = $columns[$_GET['order']] ?? 'name';
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items ORDER BY $column");
    }

    public function sortBad()
    {
        $column = $_GET['order'] ?? 'name';
        $direction = $_GET['dir'] === 'desc' ? 'DESC' : 'ASC';
        // ruleid: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items ORDER BY $column $direction");
    }

    public function direction()
    {
        $direction = $_GET['dir'] === 'desc' ? 'DESC' : 'ASC';
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items ORDER BY name $direction");
    }

    public function digitsOnly()
    {
        if (!ctype_digit($_GET['id'])) {
            http_response_code(400);
            exit;
        }
        // ok: sql-injection
        return mysqli_query($this->link, 'SELECT * FROM items WHERE id = ' . $_GET['id']);
    }

    public function regexGuard()
    {
        $sku = $_GET['sku'];
        if (!preg_match('/^[A-Z]{3}-[0-9]{4}$/', $sku)) {
            die('bad sku');
        }
        // ok: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE sku = '$sku'");
    }

    public function weakGuard()
    {
        $sku = $_GET['sku'];
        if (!preg_match('/[A-Z]{3}/', $sku)) {
            die('bad sku');
        }
        // ruleid: sql-injection
        return mysqli_query($this->link, "SELECT * FROM items WHERE sku = '$sku'");
    }

    public function implodeBad()
    {
        $ids = implode(',', $_POST['ids']);
        // ruleid: sql-injection
        return mysqli_query($this->link, "DELETE FROM items WHERE id IN ($ids)");
    }

    public function implodeInts()
    {
        $ids = implode(',', array_map('intval', $_POST['ids']));
        // ok: sql-injection
        return mysqli_query($this->link, "DELETE FROM items WHERE id IN ($ids)");
    }

    public function placeholders()
    {
        $ids = $_POST['ids'];
        $marks = implode(',', array_fill(0, count($ids), '?'));
        // ok: sql-injection
        $statement = $this->link->prepare("SELECT * FROM items WHERE id IN ($marks)");
        $statement->bind_param(str_repeat('i', count($ids)), ...$ids);
        $statement->execute();
        return $statement->get_result();
    }

    public function byFilters()
    {
        $this->setFilter('name', $_GET['name']);
        $sql = 'SELECT * FROM items WHERE 1';
        foreach ($this->filters as $key => $value) {
            $sql .= " AND `$key` = '$value'";
        }
        // ruleid: sql-injection
        return $this->link->query($sql);
    }

    public function overwritten()
    {
        $name = $_GET['name'];
        $name = 'hammer';
        // ok: sql-injection
        return $this->link->query("SELECT * FROM items WHERE name = '" . $name . "'");
    }

    public function deadBranch()
    {
        $limit = 10;
        $name = 'hammer';
        if ($limit * 2 > 30) {
            $name = $_GET['name'];
        }
        // ok: sql-injection
        return $this->link->query("SELECT * FROM items WHERE name = '" . $name . "'");
    }

    public function liveBranch()
    {
        $limit = 20;
        $name = 'hammer';
        if ($limit * 2 > 30) {
            $name = $_GET['name'];
        }
        // ruleid: sql-injection
        return $this->link->query("SELECT * FROM items WHERE name = '" . $name . "'");
    }

    public function sprintfBad()
    {
        $sql = sprintf("SELECT * FROM items WHERE name LIKE '%%%s%%' LIMIT %d", $_GET['q'], $_GET['limit']);
        // ruleid: sql-injection
        return $this->link->multi_query($sql);
    }

    public function sprintfGood()
    {
        $sql = sprintf('SELECT * FROM items LIMIT %d OFFSET %u', $_GET['limit'], $_GET['offset']);
        // ok: sql-injection
        return $this->link->multi_query($sql);
    }

    public function filtered()
    {
        $id = filter_input(INPUT_GET, 'id', FILTER_VALIDATE_INT);
        // ok: sql-injection
        return $this->link->query("SELECT * FROM items WHERE id = " . $id);
    }

    public function unfiltered()
    {
        $id = filter_input(INPUT_GET, 'id');
        // ruleid: sql-injection
        return $this->link->query("SELECT * FROM items WHERE id = " . $id);
    }

    public function byHeader()
    {
        $agent = $_SERVER['HTTP_USER_AGENT'];
        // ruleid: sql-injection
        $this->link->real_query("INSERT INTO visits (agent) VALUES ('$agent')");
    }

    public function byCookie()
    {
        $basket = json_decode($_COOKIE['basket'], true);
        // ruleid: sql-injection
        $this->link->query("SELECT * FROM baskets WHERE code = '" . $basket['code'] . "'");
    }
}

function legacy_pg($connection)
{
    $email = pg_escape_literal($connection, $_POST['email']);
    // ok: sql-injection
    $one = pg_query($connection, "SELECT * FROM users WHERE email = $email");
    // ok: sql-injection
    $two = pg_query_params($connection, 'SELECT * FROM users WHERE email = $1', [$_POST['email']]);
    // ruleid: sql-injection
    $three = pg_query($connection, "SELECT * FROM users WHERE email = '{$_POST['email']}'");
    return [$one, $two, $three];
}

function lite(SQLite3 $db)
{
    $raw = file_get_contents('php://input');
    $body = json_decode($raw);
    // ruleid: sql-injection
    $db->exec("UPDATE users SET name = '" . $body->name . "'");
    $safe = SQLite3::escapeString($body->name);
    // ok: sql-injection
    $db->exec("UPDATE users SET name = '" . $safe . "'");
    // ruleid: sql-injection
    return $db->querySingle("SELECT name FROM users WHERE id = " . $body->id);
}
