<?php
declare(strict_types=1);

function greet(array $names): string
{
    $out = '';
    foreach ($names as $key => $name) {
        $out .= "<p>Hello <b>{$name}</b></p>\n";
    }
    return $out;
}
?>
<html>
  <body>
    <h1><?= htmlspecialchars($title) ?></h1>
    <?php if (count($names) < 3): ?>
      <p>few</p>
    <?php endif; ?>
  </body>
</html>
