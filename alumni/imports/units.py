"""A company's units by their path of names, read once and made as an import needs them."""

from collections.abc import Sequence

from accounts.users.models import User
from alumni.companies.actions import add_department
from alumni.companies.models import Company, Department
from alumni.companies.names import department_key
from alumni.imports.reconcile import Path


def path_of(levels: Sequence[str]) -> Path:
    return tuple(department_key(level) for level in levels)


class Units:
    """`added` collects the ids of units that weren't there before."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.added: list[int] = []
        self._units = {unit.pk: unit for unit in Department.objects.filter(company=company)}
        self._by_path = {self.path(unit.pk): unit for unit in self._units.values()}

    def path(self, unit_id: int | None) -> Path:
        """Folded names from the top down; empty for no unit."""
        keys: list[str] = []
        while unit_id is not None:
            unit = self._units[unit_id]
            keys.append(unit.key)
            unit_id = unit.parent_id
        return tuple(reversed(keys))

    def name(self, unit_id: int | None) -> str:
        names: list[str] = []
        while unit_id is not None:
            unit = self._units[unit_id]
            names.append(unit.name)
            unit_id = unit.parent_id
        return "/".join(reversed(names))

    def knows(self, levels: Sequence[str]) -> bool:
        return not levels or path_of(levels) in self._by_path

    def ensure(self, levels: Sequence[str], *, by: User | None) -> Department | None:
        """The unit at that path, made with its parents if it isn't there; None for an empty path."""
        parent: Department | None = None
        for depth, name in enumerate(levels, start=1):
            path = path_of(levels[:depth])
            if path not in self._by_path:
                unit = add_department(company=self.company, name=name, parent=parent, by=by)
                self._units[unit.pk] = self._by_path[path] = unit
                self.added.append(unit.pk)
            parent = self._by_path[path]
        return parent
