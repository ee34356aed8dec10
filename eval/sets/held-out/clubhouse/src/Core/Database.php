<?php

declare(strict_types=1);

namespace Club\Core;

use PDO;

final class Database
{
    private PDO $pdo;

    public function __construct(array $db)
    {
        $this->pdo = new PDO($db['dsn'], $db['user'], $db['pass'], [
            PDO::ATTR_ERRMODE            => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            PDO::ATTR_EMULATE_PREPARES   => false,
        ]);
    }

    public function all(string $sql, array $params = []): array
    {
        $statement = $this->pdo->prepare($sql);
        $statement->execute($params);
        return $statement->fetchAll();
    }

    public function one(string $sql, array $params = []): ?array
    {
        return $this->all($sql, $params)[0] ?? null;
    }

    public function run(string $sql, array $params = []): void
    {
        $this->pdo->prepare($sql)->execute($params);
    }

    public function update(string $table, array $values, int $id): void
    {
        $sets = [];
        foreach (array_keys($values) as $column) {
            $sets[] = $column . ' = :' . $column;
        }
        $sql = 'UPDATE ' . $table . ' SET ' . implode(', ', $sets) . ' WHERE id = :id';
        $this->run($sql, $values + ['id' => $id]);
    }
}
