// Components that show what the address says.
import DOMPurify from "dompurify";
import { useEffect, useRef, useState } from "react";
import { useLocation, useParams, useSearchParams } from "react-router-dom";

export function Greeting() {
  const [parameters] = useSearchParams();
  // ruleid: xss
  return <h1 dangerouslySetInnerHTML={{ __html: "Hello " + parameters.get("name") }} />;
}

export function GreetingAsText() {
  const [parameters] = useSearchParams();
  // ok: xss
  return <h1>Hello {parameters.get("name")}</h1>;
}

export function GreetingPurified() {
  const [parameters] = useSearchParams();
  const clean = DOMPurify.sanitize(parameters.get("name"));
  // ok: xss
  return <h1 dangerouslySetInnerHTML={{ __html: clean }} />;
}

export function Section() {
  const { hash } = useLocation();
  const markup = `<em>${decodeURIComponent(hash)}</em>`;
  // ruleid: xss
  return <section dangerouslySetInnerHTML={{ __html: markup }}></section>;
}

export function Footer() {
  const year = new Date().getFullYear();
  const markup = `&copy; ${year} <b>Shop</b>`;
  // ok: xss
  return <footer dangerouslySetInnerHTML={{ __html: markup }} />;
}

export function Chapter() {
  const { chapter } = useParams();
  const number = Number.parseInt(chapter, 10);
  // ok: xss
  return <p dangerouslySetInnerHTML={{ __html: `<b>Chapter ${number}</b>` }} />;
}

export function Title() {
  const { title } = useParams();
  // ruleid: xss
  return <p dangerouslySetInnerHTML={{ __html: title }} />;
}

export function Written() {
  const place = useRef(null);
  useEffect(() => {
    const text = new URL(window.location.href).searchParams.get("text");
    // ruleid: xss
    place.current.innerHTML = text;
  }, []);
  return <div ref={place} />;
}

export function WrittenAsText() {
  const place = useRef(null);
  useEffect(() => {
    const text = new URL(window.location.href).searchParams.get("text");
    // ok: xss
    place.current.textContent = text;
  }, []);
  return <div ref={place} />;
}

export function Themed() {
  const [theme, setTheme] = useState("light");
  const { search } = useLocation();
  const themes = { light: "<i>light</i>", dark: "<i>dark</i>" };
  useEffect(() => setTheme(search.includes("dark") ? "dark" : "light"), [search]);
  // ok: xss
  return <div dangerouslySetInnerHTML={{ __html: themes[theme] }} />;
}
