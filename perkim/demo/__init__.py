"""How each kind of requirement is provided, said once; and the demo office, which shows it.

Every room and programme says in a module `demo.py` of its own how its kinds are provided (`@provide.register`), a
programme there also what happened to its demo cases (`DEMO_CASES.add`). The demo office and the walks of the tests take
it from here.
"""
