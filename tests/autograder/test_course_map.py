"""The map counts what is done, tells how long the rest takes, and leads to what comes next."""

from __future__ import annotations

from autograder.course import NOTEBOOKS
from autograder.course_map import Stage, course_map, next_place
from autograder.outline import Entry, entries, entries_of

FIRST, SECOND = NOTEBOOKS[:2]


def done(*names: str) -> dict:
    return {name: {"passed": True, "points": entries()[name].points} for name in names}


def all_of(notebook: str) -> dict:
    return done(*(entry.name for entry in entries_of(notebook)))


class TestCourseMap:
    """Seven notebooks with their exercises, and how each stands."""

    def test_is_open_everywhere_at_the_start(self):
        stages = course_map({})
        assert [stage.notebook for stage in stages] == list(NOTEBOOKS)
        assert {place.standing for stage in stages for place in stage.places} == {"open"}
        assert [stage.minutes_left for stage in stages] == [n.minutes for n in NOTEBOOKS]

    def test_tells_done_from_begun(self):
        state = done("box_kernel") | {
            "conv2d": {"failed": 3, "points": 1.5},
            "im2col": {"hints": 1},
        }
        places = {place.entry.name: place for place in course_map(state)[1].places}
        assert places["box_kernel"].standing == "done"
        assert places["conv2d"].standing == places["im2col"].standing == "begun"
        assert (places["conv2d"].points, places["im2col"].points) == (1.5, 0)
        assert course_map(state)[1].points == entries()["box_kernel"].points + 1.5

    def test_never_shows_more_points_than_there_are(self):
        state = {"box_kernel": {"passed": True, "points": 99.0}, "of_another_course": {}}
        assert course_map(state)[1].points == entries()["box_kernel"].points

    def test_has_no_time_left_once_all_is_done(self):
        stage = course_map(all_of(SECOND.name))[1]
        assert (stage.minutes_left, stage.begun) == (0, False)
        assert stage.points == stage.max_points


class TestMinutesLeft:
    """Steps of five, none only when nothing is left."""

    def stage(self, *minutes: int, finished: int) -> Stage:
        names = [f"f{number}" for number in range(len(minutes))]
        rows = [Entry(n, FIRST.name, 1.0, m, 1) for n, m in zip(names, minutes, strict=True)]
        places = [
            type(course_map({})[0].places[0])(row, 0.0, done=number < finished, tried=False)
            for number, row in enumerate(rows)
        ]
        return Stage(FIRST, tuple(places))

    def test_shares_reading_out_over_the_exercises(self):
        assert self.stage(10, 10, finished=1).minutes_left == FIRST.minutes / 2

    def test_is_never_nothing_while_something_is_open(self):
        assert self.stage(1, 200, finished=0).minutes_left == FIRST.minutes
        assert self.stage(200, 1, finished=1).minutes_left == 5
        assert self.stage(200, 1, finished=2).minutes_left == 0


class TestNextPlace:
    """One thing to do next."""

    def name(self, state: dict, here: str = "") -> str:
        place = next_place(course_map(state), here)
        assert place is not None
        return place.entry.name

    def test_is_the_first_exercise_at_the_start(self):
        assert self.name({}) == next(iter(entries()))

    def test_stays_in_the_notebook_that_is_open(self):
        assert self.name({}, SECOND.name) == "box_kernel"
        assert self.name(done("box_kernel"), SECOND.name) == "identity_kernel"

    def test_goes_on_where_something_is_begun(self):
        assert self.name(done("box_kernel")) == "identity_kernel"

    def test_leaves_a_notebook_that_is_done(self):
        assert self.name(all_of(SECOND.name), SECOND.name) == next(iter(entries()))
        assert self.name(all_of(FIRST.name), FIRST.name) == "box_kernel"

    def test_is_nothing_when_all_is_done(self):
        assert next_place(course_map(done(*entries()))) is None
