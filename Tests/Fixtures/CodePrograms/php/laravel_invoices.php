<?php

namespace App\Http\Controllers;

use App\Models\Invoice;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\File;
use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Process;
use Illuminate\Support\Facades\Redirect;
use Illuminate\Support\Facades\Storage;

class InvoiceController extends Controller
{
    private const SORTABLE = ['date', 'total'];

    public function index(Request $request)
    {
        $sort = $request->input('sort', 'date');
        if (!in_array($sort, self::SORTABLE, true)) {
            abort(422);
        }
        // ok: sql-injection
        return Invoice::query()->orderByRaw("$sort desc")->get();
    }

    public function search()
    {
        $q = request('q');
        // ruleid: sql-injection
        $a = DB::statement("UPDATE invoices SET seen = 1 WHERE title = '$q'");
        // ok: sql-injection
        $b = DB::statement('UPDATE invoices SET seen = 1 WHERE title = ?', [$q]);
        // ruleid: sql-injection
        $c = DB::table('invoices')->select(DB::raw("count(*) as c, '" . $q . "' as q"))->get();
        // ruleid: sql-injection
        $d = DB::unprepared('DROP TABLE ' . request()->input('table'));
        // ok: sql-injection
        $e = DB::table('invoices')->where('title', 'like', '%' . $q . '%')->get();
        // ruleid: sql-injection
        $f = DB::table('invoices')->havingRaw('sum(total) > ' . $q)->get();
        return [$a, $b, $c, $d, $e, $f];
    }

    public function byId(int $id)
    {
        // ok: sql-injection
        return DB::select('SELECT * FROM invoices WHERE id = ' . $id);
    }

    public function byRoute(Request $request)
    {
        // ruleid: sql-injection
        return DB::selectOne('SELECT * FROM invoices WHERE id = ' . $request->route('id'));
    }

    public function validated(Request $request)
    {
        $data = $request->validate(['id' => 'required|integer']);
        // ok: sql-injection
        return DB::select('SELECT * FROM invoices WHERE id = ' . $data['id']);
    }

    public function download(Request $request)
    {
        // ruleid: path-traversal
        return response()->download(storage_path('invoices/' . $request->file));
    }

    public function downloadBase(Request $request)
    {
        // ok: path-traversal
        return response()->download(storage_path('invoices/' . basename($request->input('file'))));
    }

    public function read(Request $request)
    {
        // ruleid: path-traversal
        return File::get('/srv/invoices/' . $request->query('name'));
    }

    public function back(Request $request)
    {
        // ruleid: open-redirect
        return redirect($request->input('url'));
    }

    public function backTo(Request $request)
    {
        // ruleid: open-redirect
        return Redirect::to($request->input('url'));
    }

    public function away(Request $request)
    {
        // ruleid: open-redirect
        return redirect()->away($request->get('url'));
    }

    public function route(Request $request)
    {
        // ok: open-redirect
        return redirect()->route('invoices.show', ['id' => $request->input('id')]);
    }

    public function run(Request $request)
    {
        // ruleid: command-injection
        $bad = Process::run('print-invoice ' . $request->input('id'));
        // ok: command-injection
        $good = Process::run(['print-invoice', $request->input('id')]);
        return [$bad, $good];
    }

    public function proxy(Request $request)
    {
        // ruleid: ssrf
        $bad = Http::get($request->input('callback'));
        // ok: ssrf
        $good = Http::get('https://api.example.com/rates', ['currency' => $request->input('currency')]);
        // ruleid: tls-verification
        $third = Http::withoutVerifying()->get('https://api.example.com');
        return [$bad, $good, $third];
    }

    public function html(Request $request)
    {
        // ruleid: xss
        $a = response('<p>' . $request->input('note') . '</p>');
        // ok: xss
        $b = response('<p>' . e($request->input('note')) . '</p>');
        // ok: xss
        $c = response()->json(['note' => $request->input('note')]);
        return [$a, $b, $c];
    }

    public function update(Request $request, Invoice $invoice)
    {
        // ruleid: mass-assignment
        $invoice->forceFill($request->all())->save();
        // ok: mass-assignment
        $invoice->update($request->validated());
    }
}
