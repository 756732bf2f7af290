{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en-GB"{{#HAS_THEME}} data-theme="{{THEME_NAME}}"{{/HAS_THEME}}>
<head>
<meta charset="utf-8">
<title>{{#HAS_PROBLEMS}}Error: {{/HAS_PROBLEMS}}{{PAGE_TITLE}} – Concord</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="preload" href="{{FONT_PATH}}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{{STYLE_PATH}}">
<link rel="icon" href="{{MARK_PATH}}" type="image/svg+xml">
<script type="module" src="{{SCRIPT_PATH}}"></script>
</head>
<body class="gate" data-keys="off">
<a class="skip" href="#main">Skip to main content</a>
<main id="main" class="card gate-card stack" tabindex="-1">
	<p class="brand"><svg class="logo" aria-hidden="true"><use href="{{ICONS_PATH}}#mark"></use></svg>Concord</p>
	{{>PAGE_BODY}}
</main>
</body>
</html>
