<footer>IT service desk: 4400</footer>
</body>
</html>
