-- <b>open</b> invoices per customer
SELECT c.name, COUNT(*) AS open_count
FROM customers c
JOIN invoices i ON i.customer_id = c.id
WHERE i.total > 0 AND i.total < 1000 AND i.state <> 'paid'
GROUP BY c.name
HAVING COUNT(*) >= 2
ORDER BY open_count DESC;


INSERT INTO notes (body) VALUES ('<p>ERROR: not an error</p>');
