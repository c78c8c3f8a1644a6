<?php

namespace App\Controller;

use Doctrine\DBAL\Connection;
use Doctrine\ORM\EntityManagerInterface;
use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\HttpFoundation\Cookie;
use Symfony\Component\HttpFoundation\RedirectResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\HttpFoundation\BinaryFileResponse;
use Symfony\Component\Routing\Attribute\Route;
use Twig\Environment;

class LibraryController extends AbstractController
{
    #[Route('/books')]
    public function list(Request $request, Connection $connection): Response
    {
        $author = $request->query->get('author');
        // ruleid: sql-injection
        $bad = $connection->executeQuery("SELECT * FROM book WHERE author = '$author'");
        // ok: sql-injection
        $good = $connection->executeQuery('SELECT * FROM book WHERE author = ?', [$author]);
        // ruleid: sql-injection
        $rows = $connection->fetchAllAssociative('SELECT * FROM book ORDER BY ' . $request->query->get('sort'));
        // ok: sql-injection
        $page = $connection->fetchAllAssociative('SELECT * FROM book LIMIT ' . $request->query->getInt('limit'));
        return $this->json([$bad, $good, $rows, $page]);
    }

    #[Route('/books/dql')]
    public function dql(Request $request, EntityManagerInterface $manager): Response
    {
        $title = $request->request->get('title');
        // ruleid: sql-injection
        $bad = $manager->createQuery("SELECT b FROM App\Entity\Book b WHERE b.title = '" . $title . "'")->getResult();
        // ok: sql-injection
        $good = $manager->createQuery('SELECT b FROM App\Entity\Book b WHERE b.title = :t')
            ->setParameter('t', $title)->getResult();
        // ruleid: sql-injection
        $builder = $manager->createQueryBuilder()->select('b')->from('Book', 'b')->where("b.title = '$title'");
        // ok: sql-injection
        $other = $manager->createQueryBuilder()->select('b')->from('Book', 'b')->where('b.title = :t');
        return $this->json([$bad, $good, $builder, $other]);
    }

    #[Route('/hello')]
    public function hello(Request $request): Response
    {
        $name = $request->get('name');
        if ($request->isXmlHttpRequest()) {
            // ruleid: xss
            return new Response('<b>' . $name . '</b>');
        }
        // ok: xss
        return $this->render('hello.html.twig', ['name' => $name]);
    }

    #[Route('/hello/{name}')]
    public function helloPath(string $name): Response
    {
        // ruleid: xss
        return new Response("<b>$name</b>");
    }

    #[Route('/count/{count}')]
    public function count(int $count): Response
    {
        // ok: xss
        return new Response("<b>$count</b>");
    }

    #[Route('/go')]
    public function go(Request $request): Response
    {
        if ($request->query->has('back')) {
            // ruleid: open-redirect
            return $this->redirect($request->query->get('back'));
        }
        // ok: open-redirect
        return $this->redirectToRoute('home', ['q' => $request->query->get('q')]);
    }

    #[Route('/go2')]
    public function goOther(Request $request): Response
    {
        // ruleid: open-redirect
        return new RedirectResponse($request->headers->get('Referer'));
    }

    #[Route('/file')]
    public function file(Request $request): Response
    {
        // ruleid: path-traversal
        return new BinaryFileResponse('/srv/books/' . $request->query->get('file'));
    }

    #[Route('/template')]
    public function template(Request $request, Environment $twig): Response
    {
        // ruleid: template-injection
        $template = $twig->createTemplate('Hello ' . $request->query->get('name'));
        // ok: template-injection
        $other = $twig->createTemplate('Hello {{ name }}')->render(['name' => $request->query->get('name')]);
        return new Response('done');
    }

    #[Route('/cookie')]
    public function cookie(): Response
    {
        $response = new Response();
        // ruleid: insecure-cookie
        $response->headers->setCookie(new Cookie('a', 'b', 0, '/', null, false, false));
        // ok: insecure-cookie
        $response->headers->setCookie(new Cookie('a', 'b', 0, '/', null, true, true));
        return $response;
    }
}
