<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;
use Illuminate\Support\Facades\Storage;
use App\Models\Order;

class OrderController extends Controller
{
    public function index(Request $request)
    {
        // ok: sql-injection
        $mine = DB::select('SELECT * FROM orders WHERE owner = ?', [$request->input('owner')]);
        // ruleid: sql-injection
        $all = DB::select("SELECT * FROM orders WHERE owner = '" . $request->input('owner') . "'");
        return view('orders', compact('mine', 'all'));
    }

    public function search(Request $request)
    {
        $term = $request->query('term');
        // ok: sql-injection
        $exact = Order::where('title', $term)->get();
        // ruleid: sql-injection
        $loose = Order::whereRaw("title LIKE '%{$term}%'")->get();
        // ok: sql-injection
        $bound = Order::whereRaw('title LIKE ?', ["%{$term}%"])->get();
        return [$exact, $loose, $bound];
    }

    public function sort(Request $request)
    {
        $column = $request->get('column');
        // ruleid: sql-injection
        return DB::table('orders')->orderByRaw($column . ' desc')->get();
    }

    public function store(Request $request)
    {
        // ruleid: mass-assignment
        return Order::create($request->all());
    }

    public function storeChecked(Request $request)
    {
        // ok: mass-assignment
        return Order::create($request->only(['title', 'amount']));
    }

    public function storeValidated(Request $request)
    {
        $fields = $request->validate(['title' => 'required']);
        // ok: mass-assignment
        return Order::create($fields);
    }

    public function back(Request $request)
    {
        // ruleid: open-redirect
        return redirect($request->input('next'));
    }

    public function home(Request $request)
    {
        // ok: open-redirect
        return redirect('/orders/' . $request->input('id'));
    }

    public function invoice(Request $request)
    {
        // ruleid: path-traversal
        return response()->download(storage_path('invoices/' . $request->route('name')));
    }

    public function invoiceByName(Request $request)
    {
        // ok: path-traversal
        return response()->download(storage_path('invoices/' . basename($request->route('name'))));
    }

    public function rate(Request $request)
    {
        // ruleid: ssrf
        return Http::get($request->input('source'))->json();
    }

    public function rateOf(Request $request)
    {
        // ok: ssrf
        return Http::get('https://rates.example.com/' . $request->input('currency'))->json();
    }

    public function note(Request $request)
    {
        // ruleid: log-injection
        Log::info('Asked for ' . $request->header('Referer'));
        // ok: log-injection
        Log::info('Asked', ['referer' => $request->header('Referer')]);
    }
}

class ReportController extends AbstractController
{
    public function show(\Symfony\Component\HttpFoundation\Request $request): Response
    {
        $name = $request->query->get('name');
        // ruleid: xss
        return new Response('<h1>' . $name . '</h1>');
    }

    public function showEncoded(\Symfony\Component\HttpFoundation\Request $request): Response
    {
        $name = $request->query->get('name');
        // ok: xss
        return new Response('<h1>' . htmlspecialchars($name) . '</h1>');
    }

    public function rows(\Symfony\Component\HttpFoundation\Request $request, $connection)
    {
        // ruleid: sql-injection
        $connection->executeQuery('SELECT * FROM rows WHERE kind = ' . $request->query->get('kind'));
        // ok: sql-injection
        $connection->executeQuery('SELECT * FROM rows LIMIT ' . $request->query->getInt('limit'));
        // ok: sql-injection
        return $connection->executeQuery('SELECT * FROM rows WHERE kind = ?', [$request->query->get('kind')]);
    }
}
