from __future__ import annotations

import asyncio

from cnnlib.explorers.newest import PAUSE, Newest


class TestNewest:
    """Work that is asked for often, and done once with the newest value."""

    def test_is_done_at_once_where_no_event_loop_runs(self):
        done: list[int] = []
        newest = Newest(lambda: done.append(len(done)))
        newest.request()
        newest.request()
        assert done == [0, 1]

    def test_sees_only_the_newest_value_of_a_burst(self):
        seen: list[int] = []
        values: list[int] = []
        newest = Newest(lambda: seen.append(values[-1]))

        async def burst() -> None:
            for value in range(50):
                values.append(value)
                newest.request()
                await asyncio.sleep(0)  # as between two messages that have both arrived
            await asyncio.sleep(20 * PAUSE)

        asyncio.run(burst())
        assert seen[-1] == 49
        assert len(seen) < 10

    def test_is_done_again_after_a_burst(self):
        done: list[str] = []
        newest = Newest(lambda: done.append("done"))

        async def twice() -> None:
            for _ in range(2):
                newest.request()
                await asyncio.sleep(20 * PAUSE)

        asyncio.run(twice())
        assert done == ["done", "done"]

    def test_can_be_finished_before_its_time(self):
        done: list[str] = []
        newest = Newest(lambda: done.append("done"))

        async def early() -> None:
            newest.request()
            newest.finish()
            newest.finish()
            await asyncio.sleep(20 * PAUSE)

        asyncio.run(early())
        assert done == ["done"]

    def test_may_ask_for_itself_again(self):
        done: list[str] = []

        def work() -> None:
            done.append("done")
            if len(done) < 3:
                newest.request()

        newest = Newest(work)

        async def run() -> None:
            newest.request()
            await asyncio.sleep(20 * PAUSE)

        asyncio.run(run())
        assert len(done) == 3
