"""The documentation pages in a real browser, without any network but loopback: somebody enters a key, opens an
operation and sends it.

Called by scripts/contract with the server's URL, an API key, a folder for screenshots, and the paths of Chromium and
its driver.
"""

import sys

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

url, key, folder, chromium, driver = sys.argv[1:6]
options = webdriver.ChromeOptions()
for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,1400",
                 "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]:
    options.add_argument(argument)
options.set_capability("goog:loggingPrefs", {"browser": "ALL"})


def check(condition: bool, what: str) -> None:
    if not condition:
        sys.exit(f"pages: {what}")
    print(f"pages: {what}")


def own_requests_only(browser) -> bool:
    names = browser.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    return all(name.startswith(url) for name in names)


options.binary_location = chromium
# Naming both programs keeps Selenium from looking for them elsewhere.
try:
    browser = webdriver.Chrome(options=options, service=Service(executable_path=driver))
except WebDriverException as error:
    print(f"pages: skipped, the browser does not start here: {error.msg}")
    sys.exit(0)
try:
    wait = WebDriverWait(browser, 20)
    browser.get(f"{url}/docs")
    wait.until(lambda page: len(page.find_elements(By.CSS_SELECTOR, "details.operation")) > 20)
    check(True, "the operations are listed")

    def send(identifier: str) -> str:
        """Opens an operation, presses Send and waits for the status line."""
        operation = browser.find_element(By.ID, identifier)
        if operation.get_attribute("open") is None:
            operation.find_element(By.TAG_NAME, "summary").click()
        wait.until(lambda _: operation.find_elements(By.TAG_NAME, "button"))
        browser.execute_script("arguments[0].scrollIntoView()", operation)
        operation.find_element(By.TAG_NAME, "button").click()
        wait.until(lambda _: operation.find_elements(By.CSS_SELECTOR, ".status.good, .status.bad"))
        return operation.find_element(By.CSS_SELECTOR, ".status").text

    check(send("get_dashboard_stats").startswith("401"), "without a key the server refuses")
    examples = browser.find_elements(By.CSS_SELECTOR, "#get_dashboard_stats details.answer pre")
    check("total_scans" in examples[0].get_property("textContent"), "an answer is shown before anything is sent")
    browser.find_element(By.ID, "key").send_keys(key)
    check(send("get_dashboard_stats").startswith("200"), "with a key it answers")
    text = browser.find_element(By.ID, "get_dashboard_stats").text
    check("total_scans" in text and key not in text, "the answer is shown, and the key is not")
    browser.save_screenshot(f"{folder}/docs.png")
    check(own_requests_only(browser), "the page asks nobody else")

    browser.get(f"{url}/redoc")
    check(len(browser.find_elements(By.TAG_NAME, "article")) > 20, "the reference lists the operations")
    check(own_requests_only(browser), "the reference asks nobody else")
    browser.save_screenshot(f"{folder}/redoc.png")
    # Chrome tells of refused answers as errors, and the first one was refused on purpose.
    faults = [entry for entry in browser.get_log("browser")
              if entry["level"] == "SEVERE" and "status of 401" not in entry["message"]]
    check(not faults, f"no errors in the console {faults or ''}")
finally:
    browser.quit()
