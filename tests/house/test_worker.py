from celery import current_app

from crm.health import database_answers


def test_a_real_worker_answers_and_comes_back_after_a_power_cut(live_worker):
    assert current_app.control.ping(timeout=2)
    live_worker.kill()
    assert not current_app.control.ping(timeout=0.5)
    live_worker.start()
    assert current_app.control.ping(timeout=2)


def test_the_database_answers(db):
    assert database_answers()
